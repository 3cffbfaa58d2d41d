import type { WantedQuantity } from "@stockpool/channels";
import type { StartedPush } from "@stockpool/stock";

/** What a connector is told of a push. One that a guarantee counts on may not be late. */
export function wanted(push: StartedPush, split?: WantedQuantity["split"]): WantedQuantity {
  const { pushId, listingId, platformId, platformStockId, quantity, before, openUnits } = push;
  return {
    ...{ pushId, listingId, platformId, platformStockId, quantity, expected: before, openUnits },
    ...(push.isFirst && !push.isGuaranteed && { mayBeLate: true }),
    ...(split && { split }),
  };
}
