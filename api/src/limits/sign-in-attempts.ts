import { z } from "zod";
import { limitAttempts } from "./attempts.ts";

const windowMs = 60_000;

/** From one address: a person who forgot the password, not a program that guesses it. */
const attemptsPerAddressMax = 10;

/** For one e-mail address, from wherever: many addresses guess no faster. */
const attemptsPerEmailMax = 20;

const body = z.object({ email: z.string().toLowerCase().max(320) });

/** Counts sign-ins. Returns the milliseconds to wait, 0 when the attempt may be made. */
export function limitSignIns(): (address: string, rawBody: string) => number {
  const byAddress = limitAttempts({ max: attemptsPerAddressMax, windowMs });
  const byEmail = limitAttempts({ max: attemptsPerEmailMax, windowMs });
  return (address, rawBody) => Math.max(byAddress(address), byEmail(emailIn(rawBody)));
}

function emailIn(rawBody: string): string {
  try {
    return body.parse(JSON.parse(rawBody)).email;
  } catch {
    // A sign-in that names nobody cannot succeed; all of them share one counter.
    return "";
  }
}
