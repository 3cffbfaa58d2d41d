import { once } from "../act.ts";
import type { Quarantine, Unquarantine, WriteOff } from "../command/goods.ts";
import { type Draft, levelAt, move } from "../draft.ts";
import { fillShortages, giveWay } from "../gives-way.ts";
import { refuseQuantity } from "../lines.ts";
import { type Outcome, refused } from "../outcome.ts";
import { refusePlace } from "../place.ts";
import type { Level } from "../state.ts";

/** Units on hand may not be sold for now. A fact: where they were promised, the newest reservations give way. */
export function quarantine(draft: Draft, command: Quarantine): Outcome {
  return onUnits(draft, command, refuseUnsellable, (operationId) => {
    move(draft, operationId, command, { unavailable: command.quantity });
    giveWay(draft, operationId, command, "quarantined");
  });
}

/** Unavailable units may be sold again: they fill open shortages first. */
export function unquarantine(draft: Draft, command: Unquarantine): Outcome {
  return onUnits(draft, command, refuseNotUnavailable, (operationId) => {
    move(draft, operationId, command, { unavailable: -command.quantity });
    fillShortages(draft, operationId, command.productId);
  });
}

/** Units are gone for good. A fact: where they were promised, the newest reservations give way. */
export function writeOff(draft: Draft, command: WriteOff): Outcome {
  const { from, quantity } = command;
  return onUnits(draft, command, from === "sellable" ? refuseUnsellable : refuseNotUnavailable, (operationId) => {
    move(draft, operationId, command, { onHand: -quantity, unavailable: from === "unavailable" ? -quantity : 0 });
    giveWay(draft, operationId, command, "written_off");
  });
}

function onUnits(
  draft: Draft,
  command: Quarantine | Unquarantine | WriteOff,
  refuse: (level: Level, quantity: number) => Outcome | null,
  act: (operationId: string) => void,
): Outcome {
  return once(draft, command, (operationId) => {
    const { productId, locationId, quantity } = command;
    const refusal =
      refuseQuantity("quantity", quantity, 1) ??
      refusePlace(draft.state, productId, locationId) ??
      refuse(levelAt(draft, productId, locationId), quantity);
    if (refusal) return refusal;
    act(operationId);
    return { kind: "applied", operationId };
  });
}

function refuseUnsellable({ onHand, unavailable }: Level, quantity: number): Outcome | null {
  const sellable = onHand - unavailable;
  if (quantity <= sellable) return null;
  return refused("not_enough_on_hand", `${sellable} sellable units are on hand, got ${quantity}: count first`);
}

function refuseNotUnavailable({ unavailable }: Level, quantity: number): Outcome | null {
  if (quantity <= unavailable) return null;
  return refused("more_than_unavailable", `${unavailable} units are unavailable, got ${quantity}`);
}
