import type { Republish } from "../command.ts";
import { type Draft, unnamed } from "../draft.ts";
import { fillShortages } from "../gives-way.ts";
import type { Outcome } from "../outcome.ts";

/**
 * Products whose rules, places or recipes changed are published anew. Units that an order can reach only since the change fill
 * its shortage first.
 */
export function republishAnew(draft: Draft, { productIds, remappedChannelId }: Republish): Outcome {
  const operationId = draft.newId();
  const movesBefore = draft.movements.length;
  for (const productId of productIds) {
    draft.touched.add(productId);
    fillShortages(draft, operationId, productId);
    if (remappedChannelId) noteRemapped(draft, productId, remappedChannelId);
  }
  const outcome: Outcome = { kind: "applied", operationId: draft.movements.length > movesBefore ? operationId : null };
  if (outcome.operationId) addOperation(draft, operationId);
  return outcome;
}

/** Quantities are written to another place of the platform from now on; what that one shows, nobody knows. */
function noteRemapped(draft: Draft, productId: string, channelId: string): void {
  for (const listing of draft.state.listings.get(productId) ?? []) {
    if (listing.channelId === channelId) draft.unsureOf.add(listing.id);
  }
}

function addOperation(draft: Draft, id: string): void {
  const told = { verb: "republish", actor: "hub", reason: "units came within reach", note: null };
  draft.operations.push({ id, ...unnamed, ...told });
}
