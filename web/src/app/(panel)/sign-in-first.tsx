"use client";

import { useEffect } from "react";
import { leaveForSignIn } from "../../graphql/leave-for-sign-in.ts";

/** Sends somebody without a session to the sign-in. */
export function SignInFirst() {
  useEffect(leaveForSignIn, []);
  return null;
}
