import { once } from "../act.ts";
import type { Mirror } from "../command/goods.ts";
import { type Draft, levelAt, move } from "../draft.ts";
import { firstRefusal, refuseQuantity } from "../lines.ts";
import { type Outcome, refused } from "../outcome.ts";

/** What lies in a platform's own warehouse, as the platform tells: the level becomes just that. The pool is not touched. */
export function mirror(draft: Draft, command: Mirror): Outcome {
  return once(draft, command, (operationId) => {
    const { productId, locationId, onHand, unavailable } = command;
    const shape = firstRefusal([onHand, unavailable], (units) => refuseQuantity("quantity", units, 0));
    if (shape) return shape;
    const product = draft.state.products.get(productId);
    if (!product) return refused("product_not_found", `there is no product ${productId}`);
    const location = draft.state.locations.get(locationId);
    if (location?.kind !== "channel_fulfilled") {
      return refused("location_not_found", `there is no platform's warehouse ${locationId}`);
    }
    if (unavailable > onHand) {
      const message = `unavailable must be at most on hand (${onHand}), got ${unavailable}`;
      return refused("quantity_out_of_range", message);
    }
    const level = levelAt(draft, productId, locationId);
    const delta = { onHand: onHand - level.onHand, unavailable: unavailable - level.unavailable };
    if (delta.onHand === 0 && delta.unavailable === 0) return { kind: "applied", operationId };
    move(draft, operationId, command, delta);
    return { kind: "applied", operationId };
  });
}
