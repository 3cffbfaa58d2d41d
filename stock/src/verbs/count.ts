import { once } from "../act.ts";
import type { Count, CountLine } from "../command/goods.ts";
import { type Draft, levelAt, move } from "../draft.ts";
import { fillShortages, giveWay } from "../gives-way.ts";
import { firstRefusal, refuseLines, refuseQuantity } from "../lines.ts";
import { type Outcome, refused } from "../outcome.ts";
import { refusePlace } from "../place.ts";
import { quantityMax } from "../quantity.ts";

/**
 * Somebody counted: on hand becomes what was counted, plus what moved since it was counted. A fact: fewer units than are
 * unavailable lower those too, fewer than are reserved make the newest reservations give way.
 */
export function count(draft: Draft, command: Count): Outcome {
  return once(draft, command, (operationId) => {
    const { lines, locationId } = command;
    const ids = lines.map((line) => line.productId);
    const refusal =
      refuseLines(ids, "products") ??
      firstRefusal(lines, refuseNumbers) ??
      firstRefusal(ids, (productId) => refusePlace(draft.state, productId, locationId)) ??
      firstRefusal(lines, (line) => refuseResult(draft, locationId, line));
    if (refusal) return refusal;
    for (const line of lines) correct(draft, operationId, locationId, line);
    return { kind: "applied", operationId };
  });
}

function refuseNumbers({ counted, onHandSeen }: CountLine): Outcome | null {
  const seen = onHandSeen === undefined ? null : refuseQuantity("on hand seen", onHandSeen, 0);
  return refuseQuantity("counted", counted, 0) ?? seen;
}

function onHandAfter(draft: Draft, locationId: string, { productId, counted, onHandSeen }: CountLine): number {
  const { onHand } = levelAt(draft, productId, locationId);
  return counted + (onHandSeen === undefined ? 0 : onHand - onHandSeen);
}

function refuseResult(draft: Draft, locationId: string, line: CountLine): Outcome | null {
  const after = onHandAfter(draft, locationId, line);
  const { counted, onHandSeen, productId } = line;
  const { onHand } = levelAt(draft, productId, locationId);
  const message = `${counted} counted when ${onHandSeen} were on hand, of which ${onHand} are left, make ${after}`;
  if (after > quantityMax) return refused("quantity_out_of_range", `${message}; on hand may be at most ${quantityMax}`);
  return after < 0 ? refused("not_enough_on_hand", `${message}: count again`) : null;
}

function correct(draft: Draft, operationId: string, locationId: string, line: CountLine): void {
  const { productId } = line;
  const level = levelAt(draft, productId, locationId);
  const after = onHandAfter(draft, locationId, line);
  if (after === level.onHand) return;
  const unavailable = Math.min(0, after - level.unavailable);
  const isMore = after > level.onHand;
  move(draft, operationId, { productId, locationId }, { onHand: after - level.onHand, unavailable });
  if (isMore) fillShortages(draft, operationId, productId);
  else giveWay(draft, operationId, { productId, locationId }, "counted_less");
}
