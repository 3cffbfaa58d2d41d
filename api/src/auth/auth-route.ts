import { refuse } from "../http/answers.ts";
import { clientAddressHeader } from "../http/client-address.ts";
import { readBody, withBody } from "../http/read-body.ts";
import type { ApiKeys } from "./api-keys.ts";
import { identify } from "./identify.ts";
import type { SignIn } from "./sign-in.ts";

/** The paths of better-auth. */
export const authPath = "/api/auth";

const bytesMax = 64 * 1024;

const signInPath = `${authPath}/sign-in/email`;

/** What may be called by somebody who is not signed in; everything else of better-auth may not. */
const open = new Set([signInPath, `${authPath}/sign-out`, `${authPath}/get-session`]);

export interface AuthParts {
  signIn: SignIn;
  apiKeys: ApiKeys;
  /** Milliseconds until this address may try to sign in as this e-mail again. */
  waitToSignIn: (address: string, rawBody: string) => number;
}

/** Signing in and out, and everything else that people do with their own account. */
export async function answerAuth(request: Request, { signIn, apiKeys, waitToSignIn }: AuthParts): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (!open.has(pathname) && !(await identify(request.headers, signIn, apiKeys))) {
    return refuse(401, "UNAUTHENTICATED", "sign in first");
  }
  const body = await readBody(request, bytesMax);
  if (!body) return refuse(413, "BODY_TOO_LARGE", `this must be at most ${bytesMax} bytes, this one is larger`);
  if (pathname === signInPath) {
    const address = request.headers.get(clientAddressHeader) ?? "";
    const waitMs = waitToSignIn(address, new TextDecoder().decode(body));
    if (waitMs > 0) return tooManyAttempts(waitMs);
  }
  return signIn.handler(withBody(request, body));
}

function tooManyAttempts(waitMs: number): Response {
  const seconds = Math.ceil(waitMs / 1000);
  const message = `too many attempts to sign in: try again in ${seconds} s`;
  return refuse(429, "TOO_MANY_ATTEMPTS", message, { "retry-after": String(seconds) });
}
