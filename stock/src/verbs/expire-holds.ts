import type { ExpireHolds } from "../command/holds.ts";
import { type Draft, unnamed } from "../draft.ts";
import type { Outcome } from "../outcome.ts";
import type { Hold } from "../state.ts";
import { endHold, freeUnits } from "./end-hold.ts";
import { hasExpired } from "./expiry.ts";

/**
 * Frees what expired holds keep of the batch's products, before anything else is decided. The hold itself is ended by the sweep,
 * which has all its products.
 */
export function freeExpired(draft: Draft): void {
  for (const hold of draft.holds.values()) {
    if (hold.endedAt || !hasExpired(draft.at, hold) || draft.reservations.openOfHold(hold.id).length === 0) continue;
    freeUnits(draft, addOperation(draft, hold), hold.id, "expired");
  }
}

/** Ends the holds named whose time has come. Their units are free already: `freeExpired` comes first. */
export function expireHolds(draft: Draft, { holdIds }: ExpireHolds): Outcome {
  for (const id of holdIds) {
    const hold = draft.holds.get(id);
    if (!hold || hold.endedAt || !hasExpired(draft.at, hold)) continue;
    endHold(draft, addOperation(draft, hold), hold, "expired");
  }
  return { kind: "applied", operationId: null };
}

function addOperation(draft: Draft, { reference }: Hold): string {
  const id = draft.newId();
  // Several batches may free one hold's units, product by product; a reservation ends once, so no key has to guard it.
  const told = { verb: "expire_hold", actor: "hub", reason: `hold ${reference} expired`, note: null };
  draft.operations.push({ id, ...unnamed, ...told });
  return id;
}
