import { useMutation } from "urql";
import { type Answer, answerOf } from "../../../../components/change/answer.ts";
import { useKeyed } from "../../../../components/change/use-keyed.ts";
import { ReleaseOrder, ShipOrder } from "../../../../graphql/changes.ts";
import type { OrderUnitsInput } from "../../../../graphql/generated/graphql.ts";

/** What a person wants to happen to open units of an order. */
export interface OrderChange {
  act: "ship" | "release";
  orderId: string;
  lines: OrderUnitsInput[];
  carrier: string | null;
  tracking: string | null;
  note: string | null;
}

/** Sends a change of an order; the answer lands in the cache and so on the page. */
export function useOrderChange() {
  const keyed = useKeyed();
  const [, ship] = useMutation(ShipOrder);
  const [, release] = useMutation(ReleaseOrder);
  return ({ act, orderId, lines, carrier, tracking, note }: OrderChange): Promise<Answer<object>> =>
    keyed(async (key) => {
      const input = { key, orderId, lines, note };
      if (act === "release")
        return (await release({ input: { ...input, reason: "released" } })).data?.releaseOrder ?? null;
      return (await ship({ input: { ...input, carrier, tracking, reason: "shipped" } })).data?.shipOrder ?? null;
    }).then(answerOf);
}
