import { type Draft, type Drafted, move } from "../draft.ts";
import { fillShortages } from "../gives-way.ts";
import type { Expectation } from "../state.ts";

/** Units that are still to come. More than expected may have come of a purchase. */
export function openUnits({ quantity, received, lost }: Expectation): number {
  return Math.max(0, quantity - received - lost);
}

/** Units of an expectation came, or will never: incoming falls by what was still to come of them, on hand rises by what came. */
export function arrive(
  draft: Draft,
  operationId: string,
  expectation: Drafted<Expectation>,
  { received, lost }: { received: number; lost: number },
): void {
  const before = openUnits(expectation);
  expectation.received += received;
  expectation.lost += lost;
  expectation.isChanged = true;
  move(draft, operationId, expectation, { onHand: received, incoming: openUnits(expectation) - before });
  const how = received > 0 ? "received" : expectation.source === "transfer" ? "lost" : "cancelled";
  if (openUnits(expectation) === 0) endExpectation(draft, operationId, expectation, how);
  if (received > 0) fillShortages(draft, operationId, expectation.productId);
}

/** Nothing more is to come of an expectation. */
export function endExpectation(
  draft: Draft,
  operationId: string,
  expectation: Drafted<Expectation>,
  how: NonNullable<Expectation["endedAs"]>,
): void {
  Object.assign(expectation, { endedAt: draft.at, endedAs: how, endedById: operationId, isChanged: true });
}
