import type { Actor } from "../auth/actor.ts";
import { builder } from "../builder.ts";

const Viewer = builder.objectRef<Actor>("Viewer").implement({
  description: "Who asks: a person, or a program with an API key.",
  fields: (t) => ({
    id: t.exposeID("id", { description: "Unique among people and keys." }),
    name: t.exposeString("name", { description: "The person's name, or the key's." }),
    email: t.exposeString("email", { nullable: true, description: "The person's address; null for a key." }),
  }),
});

builder.queryField("viewer", (t) =>
  t.field({ type: Viewer, description: "Who asks.", resolve: (_root, _args, { actor }) => actor }),
);
