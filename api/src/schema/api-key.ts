import type { NewApiKey } from "../auth/api-keys.ts";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";

const nameMax = 32;

const CreatedApiKey = builder.objectRef<NewApiKey>("CreatedApiKey").implement({
  description: "An API key, shown this once.",
  fields: (t) => ({
    id: t.exposeID("id", { description: "Unique among keys." }),
    name: t.exposeString("name", { description: "What the ledger calls it." }),
    key: t.exposeString("key", {
      description: "The secret itself. The hub keeps a hash only: it can never be shown again.",
    }),
  }),
});

builder.mutationField("createApiKey", (t) =>
  t.field({
    type: CreatedApiKey,
    description:
      "Makes an API key for a program; send it as `x-api-key` or `Authorization: Bearer`. People only: a key makes no keys.",
    args: {
      name: t.arg.string({ required: true, description: `What the ledger will call it: 1–${nameMax} characters.` }),
    },
    resolve: (_root, { name }, { actor, apiKeys }) => {
      const trimmed = name.trim();
      if (trimmed.length < 1 || trimmed.length > nameMax) {
        throw badInput(`name must be 1–${nameMax} characters, got ${trimmed.length}`);
      }
      if (actor.kind !== "user") throw badInput("an API key cannot make API keys: sign in", "FORBIDDEN");
      return apiKeys.create(trimmed, actor.userId);
    },
  }),
);
