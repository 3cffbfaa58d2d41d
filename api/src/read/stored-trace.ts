import type { Step } from "@stockpool/stock";
import { z } from "zod";

const step = z.object({
  step: z.enum(["locations", "incoming", "safety_stock", "share", "stop_selling", "always_show", "cap"]),
  ruleId: z.string().nullable(),
  before: z.int(),
  after: z.int(),
  detail: z.record(z.string(), z.union([z.number(), z.string(), z.null()])).default({}),
});

const storedTrace = z.union([z.array(step), z.object({ steps: z.array(step) }).transform(({ steps }) => steps)]);

/** The steps of a trace as the writer stored it with a push. */
export function parseStoredTrace(json: unknown): Step[] {
  return storedTrace.parse(json);
}
