import { randomUUID } from "node:crypto";
import { type Answer, json } from "../http/answer.ts";

/** Amazon's error body. */
export function problem(status: number, code: string, message: string, details = ""): Answer {
  return json(status, { errors: [{ code, message, details }] }, requestId());
}

/** 429: nothing happened. The models promise no rate on it, so a caller must not need one. */
export function tooMany(): Answer {
  return problem(429, "QuotaExceeded", "You exceeded your quota for the requested resource.");
}

/** A success. */
export function success(status: number, value: unknown): Answer {
  return json(status, value, requestId());
}

function requestId(): Record<string, string> {
  return { "x-amzn-requestid": randomUUID() };
}
