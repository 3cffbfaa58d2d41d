import type { Actor } from "./actor.ts";

/** What a field may ask of its caller. */
export interface Scopes {
  /** Somebody known: a session or an API key. */
  signedIn: boolean;
}

/** Grants scopes to an actor; the only place that does. Roles and the scopes of API keys will be decided here. */
export function scopesOf(actor: Actor | null): Scopes {
  return { signedIn: actor !== null };
}
