import { useMutation } from "urql";
import { AdjustStock, ReceiveStock } from "../../graphql/changes.ts";
import type { LevelFragment } from "../../graphql/generated/graphql.ts";
import { type Answer, answerOf } from "./answer.ts";
import { useKeyed } from "./use-keyed.ts";

/** What a person wants to happen to one stock level. */
export interface StockChange {
  productId: string;
  locationId: string;
  kind: "add" | "subtract" | "set" | "receive";
  quantity: number;
  /** Units on hand that the person saw: what was set in the belief of another number is refused. */
  seen: number;
  reason: string;
  note: string | null;
}

/** Sends a change of stock; its outcome names the level as it is now. */
export function useStockChange() {
  const keyed = useKeyed();
  const [, adjust] = useMutation(AdjustStock);
  const [, receive] = useMutation(ReceiveStock);
  return (change: StockChange): Promise<Answer<{ level: LevelFragment }>> =>
    keyed(async (key) => {
      const { productId, locationId, reason, note, quantity } = change;
      const input = { key, productId, locationId, reason, note };
      if (change.kind === "receive") {
        return (await receive({ input: { ...input, quantity } })).data?.receiveStock ?? null;
      }
      return (await adjust({ input: { ...input, ...amountOf(change) } })).data?.adjustStock ?? null;
    }).then(answerOf);
}

function amountOf({ kind, quantity, seen }: StockChange) {
  if (kind === "set") return { to: quantity, expected: seen };
  return { by: kind === "subtract" ? -quantity : quantity };
}
