import { createHash } from "node:crypto";
import type { Actor } from "./actor.ts";
import type { SignIn } from "./sign-in.ts";

/** A key as it is shown once. */
export interface NewApiKey {
  id: string;
  name: string;
  key: string;
}

/** Makes and knows API keys. */
export interface ApiKeys {
  create(name: string, userId: string): Promise<NewApiKey>;
  /** Whose key it is; null for one that was never made, was switched off or has expired. */
  actorOf(key: string): Promise<Actor | null>;
}

/** A key that was just seen is not looked up again for so long: a removed key works this much longer at most. */
const knownForMs = 10_000;

const knownMax = 1000;

/** API keys in the database of `signIn`, hashed. */
export function makeApiKeys(signIn: SignIn): ApiKeys {
  const known = new Map<string, { actor: Actor; until: number }>();
  return {
    create: (name, userId) => signIn.api.createApiKey({ body: { name, userId } }).then(shownOnce),
    actorOf: async (key) => {
      const hash = createHash("sha256").update(key).digest("base64");
      const hit = known.get(hash);
      if (hit && hit.until > Date.now()) return hit.actor;
      const actor = await lookUp(signIn, key);
      known.delete(hash);
      if (known.size >= knownMax) known.clear();
      if (actor) known.set(hash, { actor, until: Date.now() + knownForMs });
      return actor;
    },
  };
}

async function lookUp(signIn: SignIn, key: string): Promise<Actor | null> {
  const { valid, key: found } = await signIn.api.verifyApiKey({ body: { key } });
  if (!valid || !found) return null;
  return { kind: "key", id: found.id, name: found.name ?? "API key", email: null, userId: found.referenceId };
}

function shownOnce({ id, name, key }: { id: string; name: string | null; key: string }): NewApiKey {
  return { id, name: name ?? "", key };
}
