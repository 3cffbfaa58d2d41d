/** Who asks: a person with a session, or a program with an API key. */
export interface Actor {
  kind: "user" | "key";
  id: string;
  name: string;
  email: string | null;
  /** The user that the session or the key belongs to. */
  userId: string;
}

/** How the ledger names the actor of an operation. */
export function ledgerName(actor: Actor): string {
  return actor.kind === "user" ? actor.name : `${actor.name} (API key)`;
}
