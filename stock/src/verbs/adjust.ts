import { once } from "../act.ts";
import type { Adjust } from "../command/goods.ts";
import { type Draft, levelAt, move } from "../draft.ts";
import { fillShortages, giveWay } from "../gives-way.ts";
import { type Outcome, refused } from "../outcome.ts";
import { refusePlace } from "../place.ts";
import { isQuantity, quantityMax } from "../quantity.ts";
import type { Level } from "../state.ts";

/** On hand was wrong. Setting it to what it is makes no movement. Below what is reserved, reservations give way. */
export function adjust(draft: Draft, command: Adjust): Outcome {
  return once(draft, command, (operationId) => {
    const { productId, locationId } = command;
    const shape = refuseShape(command.change);
    if (shape) return shape;
    const place = refusePlace(draft.state, productId, locationId);
    if (place) return place;
    const level = levelAt(draft, productId, locationId);
    const delta = deltaOf(level, command.change);
    const refusal = refuseResult(level, command.change, delta);
    if (refusal) return refusal;
    if (delta === 0) return { kind: "applied", operationId };
    move(draft, operationId, command, { onHand: delta });
    if (delta < 0) giveWay(draft, operationId, command, "counted_less");
    else fillShortages(draft, operationId, productId);
    return { kind: "applied", operationId };
  });
}

function refuseShape(change: Adjust["change"]): Outcome | null {
  const out = (name: string, range: string, given: number) =>
    refused("quantity_out_of_range", `${name} must be ${range}, got ${given}`);
  if (change.kind === "by") {
    const isSound = change.delta !== 0 && isQuantity(Math.abs(change.delta), 1);
    return isSound ? null : out("the change", `a whole number up to ${quantityMax} either way and not 0`, change.delta);
  }
  if (!isQuantity(change.onHand, 0)) return out("on hand", `0–${quantityMax}`, change.onHand);
  const { expected } = change;
  if (expected !== undefined && !isQuantity(expected, 0)) return out("expected", `0–${quantityMax}`, expected);
  return null;
}

function deltaOf(level: Level, change: Adjust["change"]): number {
  return change.kind === "by" ? change.delta : change.onHand - level.onHand;
}

function refuseResult(level: Level, change: Adjust["change"], delta: number): Outcome | null {
  if (change.kind === "to" && change.expected !== undefined && change.expected !== level.onHand) {
    return refused("expected_differs", `on hand was expected to be ${change.expected}, but is ${level.onHand}`);
  }
  const after = level.onHand + delta;
  if (after > quantityMax) {
    return refused("quantity_out_of_range", `on hand may be at most ${quantityMax}, and would become ${after}`);
  }
  if (after < level.unavailable) {
    const least = level.unavailable;
    const message = `on hand would become ${after}: it is ${level.onHand}, of which ${least} are unavailable; count first`;
    return refused("not_enough_on_hand", message);
  }
  return null;
}
