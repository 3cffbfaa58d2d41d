import { signInClient } from "../../sign-in/sign-in-client.ts";

/** Ends the session and forgets everything that the panel holds in memory. */
export async function signOut(): Promise<void> {
  await signInClient.signOut();
  window.location.assign("/sign-in");
}
