import type { Command } from "@stockpool/stock";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { Expectation } from "./expectation.ts";
import { applyOne } from "./outcome.ts";
import type { Refused } from "./refusal.ts";

interface ExpectationsChange {
  kind: "expectations_changed";
  ids: string[];
  isRepeated: boolean;
}

/** The expectations that a mutation made or changed, as they are now. */
export const ExpectationsChanged = builder.objectRef<ExpectationsChange>("ExpectationsChanged").implement({
  description: "The change was made; these are the expectations that it made or changed, as they are now.",
  fields: (t) => ({
    expectations: t.prismaField({
      type: [Expectation],
      description: "In the order of the input's lines.",
      resolve: async (query, { ids }, _args, context) => {
        const found = await context.reads.prisma.expectation.findMany({ ...query, where: { id: { in: ids } } });
        return found.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
      },
    }),
    isRepeated: t.exposeBoolean("isRepeated", {
      description: "True when the key was known: the change was made before, and not again.",
    }),
  }),
});

type Changing = "expect" | "change_expectation" | "cancel_expectation" | "transfer_out" | "transfer_in";

/** Sends one change of what is expected to the writer. */
export async function changeExpectations(
  context: Context,
  command: Extract<Command, { verb: Changing }>,
): Promise<ExpectationsChange | Refused> {
  const outcome = await applyOne(context, command);
  if (outcome.kind === "refused") return { kind: "refused", ...outcome.refusal };
  const ids = outcome.expectationIds ?? [];
  return { kind: "expectations_changed", ids, isRepeated: outcome.kind === "repeated" };
}
