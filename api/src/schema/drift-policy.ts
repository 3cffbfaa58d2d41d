import { builder } from "../builder.ts";

/** What a channel does about drift. */
export const DriftPolicy = builder.enumType("DriftPolicy", {
  description: "What is done about a quantity on the platform that nobody can explain.",
  values: {
    hub_wins: { description: "The hub writes its own number again." },
    ask: { description: "A person decides." },
    adopt: { description: "The difference becomes an adjustment of the pool, where that can be said for sure." },
  } as const,
});
