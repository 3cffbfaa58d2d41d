import type { Step } from "@stockpool/stock";
import { builder } from "../builder.ts";

const PublishStep = builder.enumType("PublishStep", {
  description: "The steps from the pool to a published quantity, in their order; every step rounds down.",
  values: {
    locations: { description: "Available at the locations that serve the channel, less their own safety stock." },
    incoming: { description: "Plus incoming units that may be sold already." },
    safety_stock: { description: "Less what the rule keeps back." },
    share: { description: "The part that this channel may show." },
    stop_selling: { description: "Zero, once it is at or below the stop point." },
    always_show: { description: "Never below this: deliberate oversell." },
    cap: { description: "Never above this." },
  } as const,
});

const TraceDetail = builder.objectRef<{ name: string; value: string }>("TraceDetail").implement({
  description: "A figure that a step used.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "What it is: units, percent, limit …" }),
    value: t.exposeString("value", { description: "The figure, as text." }),
  }),
});

/** One step of the publishing pipeline. */
export const TraceStep = builder.objectRef<Step>("TraceStep").implement({
  description: "One step of the publishing pipeline: what it made of the quantity before it.",
  fields: (t) => ({
    step: t.field({ type: PublishStep, resolve: ({ step }) => step, description: "Which step it is." }),
    before: t.exposeInt("before", { description: "Units that came in." }),
    after: t.exposeInt("after", { description: "Units that went out." }),
    ruleId: t.exposeID("ruleId", {
      nullable: true,
      description: "The rule that decided; null for the built-in default and for steps without a rule.",
    }),
    detail: t.field({
      type: [TraceDetail],
      description: "The figures that it used.",
      resolve: ({ detail }) =>
        Object.entries(detail ?? {}).flatMap(([name, value]) =>
          value === null ? [] : [{ name, value: String(value) }],
        ),
    }),
  }),
});
