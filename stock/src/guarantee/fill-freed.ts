import { type Draft, unnamed } from "../draft.ts";
import { fillShortages } from "../gives-way.ts";
import type { DraftExposure } from "./draft-exposure.ts";

/** A listing may sell fewer: what that sets free fills open shortages first. Returns the operation; null when nothing moved. */
export function fillFreed(draft: Draft, { drawing, listingId }: DraftExposure): string | null {
  const movesBefore = draft.movements.length;
  const operationId = draft.newId();
  for (const { productId } of drawing.parts) fillShortages(draft, operationId, productId);
  if (draft.movements.length === movesBefore) return null;
  const told = { verb: "change_exposure", actor: "hub", reason: `listing ${listingId} may sell fewer`, note: null };
  draft.operations.push({ id: operationId, ...unnamed, ...told });
  return operationId;
}
