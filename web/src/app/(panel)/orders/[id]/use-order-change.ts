import { useMutation } from "urql";
import { useAct } from "../../../../components/use-act.ts";
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
  const { run, isBusy, refused } = useAct();
  const [, ship] = useMutation(ShipOrder);
  const [, release] = useMutation(ReleaseOrder);
  const change = ({ act, carrier, tracking, ...rest }: OrderChange) =>
    run(async (key) => {
      const input = { key, ...rest };
      if (act === "release") return (await release({ input: { ...input, reason: "released" } })).data?.releaseOrder;
      return (await ship({ input: { ...input, carrier, tracking, reason: "shipped" } })).data?.shipOrder;
    });
  return { change, isBusy, refused };
}
