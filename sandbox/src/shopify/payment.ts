import { z } from "zod";
import { toSeconds } from "../clock.ts";
import { gid } from "../ids.ts";
import { moneyBag } from "./money.ts";

/** Money that an order received or gave back. */
export const paymentRow = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  gateway: z.string(),
  cents: z.number().int(),
  at: z.number(),
});

export type Payment = z.output<typeof paymentRow>;

/** A payment as the Admin API shows it, which calls it a transaction. */
export function paymentView({ id, kind, status, gateway, cents, at }: Payment, currency: string) {
  return {
    __typename: "OrderTransaction",
    ...{ id: gid("OrderTransaction", id), kind, status, gateway, createdAt: toSeconds(at) },
    amountSet: moneyBag(cents, currency),
  };
}
