import { once } from "../act.ts";
import type { ExtendHold, ReleaseHold } from "../command/holds.ts";
import type { Draft } from "../draft.ts";
import type { Outcome } from "../outcome.ts";
import { endHold, freeUnits } from "./end-hold.ts";
import { findHold, refuseExpiry } from "./expiry.ts";

/** A hold lasts until another moment, later or sooner. */
export function extendHold(draft: Draft, command: ExtendHold): Outcome {
  return once(draft, command, (operationId) => {
    const hold = findHold(draft, command.holdId);
    if ("kind" in hold) return hold;
    const refusal = refuseExpiry(draft.at, command.expiresAt);
    if (refusal) return refusal;
    hold.expiresAt = command.expiresAt;
    hold.isChanged = true;
    return { kind: "applied", operationId, holdId: hold.id };
  });
}

/** A hold is not needed any more: its units are free, and fill open shortages first. */
export function releaseHold(draft: Draft, command: ReleaseHold): Outcome {
  return once(draft, command, (operationId) => {
    const hold = findHold(draft, command.holdId);
    if ("kind" in hold) return hold;
    freeUnits(draft, operationId, hold.id, "released");
    endHold(draft, operationId, hold, "released");
    return { kind: "applied", operationId, holdId: hold.id };
  });
}
