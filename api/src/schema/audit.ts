import { z } from "zod";
import { builder } from "../builder.ts";

const storedBreaches = z.array(z.object({ check: z.string(), id: z.string(), found: z.string() }));

type StoredBreach = z.infer<typeof storedBreaches>[number];

const Breach = builder.objectRef<StoredBreach>("Breach").implement({
  description: "One broken invariant, and by what.",
  fields: (t) => ({
    check: t.exposeString("check", { description: "Which invariant." }),
    subject: t.exposeString("id", { description: "The ids of what breaks it." }),
    found: t.exposeString("found", { description: "What was found instead." }),
  }),
});

builder.prismaObject("AuditRun", {
  description: "One proof of the invariants over the whole database.",
  select: { id: true },
  fields: (t) => ({
    ranAt: t.expose("ranAt", { type: "DateTime", description: "When it began." }),
    tookMs: t.exposeInt("tookMs", { description: "Milliseconds that it took." }),
    breaches: t.field({
      type: [Breach],
      description: "What is broken, at most 100 of each kind; empty is as it should be.",
      select: { breaches: true },
      resolve: ({ breaches }) => storedBreaches.parse(breaches),
    }),
  }),
});

builder.queryField("audit", (t) =>
  t.prismaField({
    type: "AuditRun",
    nullable: true,
    description:
      "The last proof of the invariants; null before the first. It runs every night, and with npm run audit.",
    resolve: (query, _root, _args, context) =>
      context.reads.prisma.auditRun.findFirst({ ...query, orderBy: { ranAt: "desc" } }),
  }),
);
