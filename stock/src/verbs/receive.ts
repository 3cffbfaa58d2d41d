import { once } from "../act.ts";
import type { Receive } from "../command.ts";
import { type Draft, levelAt, move } from "../draft.ts";
import { fillShortages } from "../gives-way.ts";
import { type Outcome, refused } from "../outcome.ts";
import { refusePlace } from "../place.ts";
import { isQuantity, quantityMax } from "../quantity.ts";

/** Units arrived: on hand rises, open shortages are filled first. */
export function receive(draft: Draft, command: Receive): Outcome {
  return once(draft, command, (operationId) => {
    const { productId, locationId, quantity } = command;
    if (!isQuantity(quantity, 1)) {
      return refused("quantity_out_of_range", `quantity must be 1–${quantityMax}, got ${quantity}`);
    }
    const refusal = refusePlace(draft.state, productId, locationId);
    if (refusal) return refusal;
    const { onHand } = levelAt(draft, productId, locationId);
    if (onHand + quantity > quantityMax) {
      const message = `on hand may be at most ${quantityMax}: it is ${onHand}, and ${quantity} more were given`;
      return refused("quantity_out_of_range", message);
    }
    move(draft, operationId, command, { onHand: quantity });
    fillShortages(draft, operationId, productId);
    return { kind: "applied", operationId };
  });
}
