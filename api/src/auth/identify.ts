import type { Actor } from "./actor.ts";
import type { ApiKeys } from "./api-keys.ts";
import type { SignIn } from "./sign-in.ts";

/** Who sends a request, and whether a browser vouched for it by itself (then another site may have caused it). */
export interface Identity {
  actor: Actor;
  by: "cookie" | "key";
}

/** Finds who sends a request: an API key in `x-api-key` or `Authorization: Bearer`, else the cookie of a session. */
export async function identify(headers: Headers, signIn: SignIn, apiKeys: ApiKeys): Promise<Identity | null> {
  const key = keyOf(headers);
  if (key !== null) {
    const actor = await apiKeys.actorOf(key);
    return actor && { actor, by: "key" };
  }
  if (!headers.has("cookie")) return null;
  const session = await signIn.api.getSession({ headers });
  if (!session) return null;
  const { id, name, email } = session.user;
  return { actor: { kind: "user", id, name: name || email, email, userId: id }, by: "cookie" };
}

function keyOf(headers: Headers): string | null {
  const [scheme, token] = (headers.get("authorization") ?? "").split(" ");
  return headers.get("x-api-key") ?? (scheme?.toLowerCase() === "bearer" && token ? token : null);
}
