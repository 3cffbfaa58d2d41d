import { once } from "../act.ts";
import type { CancelExpectation, ChangeExpectation, Expect } from "../command/expectations.ts";
import { type Draft, type Drafted, levelAt, move } from "../draft.ts";
import { refuseQuantity, refuseTooMany } from "../lines.ts";
import { type Outcome, type Refused, refused } from "../outcome.ts";
import { refusePlace } from "../place.ts";
import type { Expectation } from "../state.ts";
import { arrive, endExpectation, openUnits } from "./arrive.ts";

/** Units are to come to a location: incoming rises, nothing is available yet. */
export function expect(draft: Draft, command: Expect): Outcome {
  return once(draft, command, (operationId) => {
    const { productId, locationId, quantity } = command;
    const refusal =
      refuseQuantity("quantity", quantity, 1) ??
      refusePlace(draft.state, productId, locationId) ??
      refuseTooMany("incoming", levelAt(draft, productId, locationId).incoming, quantity);
    if (refusal) return refusal;
    const id = addExpectation(draft, operationId, { ...command, source: "purchase", fromLocationId: null });
    return { kind: "applied", operationId, expectationIds: [id] };
  });
}

interface Awaited {
  productId: string;
  locationId: string;
  quantity: number;
  source: Expectation["source"];
  fromLocationId: string | null;
  expectedAt?: Date;
  reference?: string;
}

/** Makes an expectation; incoming at its location rises. Returns its id. */
export function addExpectation(draft: Draft, operationId: string, awaited: Awaited): string {
  const { productId, locationId, quantity, source, fromLocationId, expectedAt = null, reference = null } = awaited;
  const id = draft.newId();
  const what = { id, productId, locationId, source, fromLocationId, quantity, received: 0, lost: 0 };
  const when = { expectedAt, reference, madeAt: draft.at, madeById: operationId };
  const open = { endedAt: null, endedAs: null, endedById: null, isNew: true, isChanged: false };
  draft.expectations.set(id, { ...what, ...when, ...open });
  move(draft, operationId, { productId, locationId }, { incoming: quantity });
  return id;
}

/** Another number or another time is expected; incoming follows the number, and what is published the time. */
export function changeExpectation(draft: Draft, command: ChangeExpectation): Outcome {
  return once(draft, command, (operationId) => {
    const { expectationId, quantity, expectedAt } = command;
    const shape = quantity === undefined ? null : refuseQuantity("quantity", quantity, 1);
    if (shape) return shape;
    const expectation = findExpectation(draft, expectationId);
    if ("kind" in expectation) return expectation;
    const refusal = quantity === undefined ? null : refuseNumber(draft, expectation, quantity);
    if (refusal) return refusal;
    if (expectedAt !== undefined) expectation.expectedAt = expectedAt;
    expectation.isChanged = true;
    draft.touched.add(expectation.productId);
    if (quantity !== undefined) setQuantity(draft, operationId, expectation, quantity);
    return { kind: "applied", operationId, expectationIds: [expectationId] };
  });
}

function refuseNumber(draft: Draft, expectation: Expectation, quantity: number): Outcome | null {
  const { source, received, lost, productId, locationId } = expectation;
  if (source === "transfer" && quantity !== expectation.quantity) {
    return refused(
      "quantity_out_of_range",
      `${expectation.quantity} units left: what will not arrive is lost, got ${quantity}`,
    );
  }
  if (quantity < received + lost) {
    const message = `quantity must be at least ${received + lost}, which came or were given up, got ${quantity}`;
    return refused("quantity_out_of_range", message);
  }
  return refuseTooMany("incoming", levelAt(draft, productId, locationId).incoming, quantity - expectation.quantity);
}

function setQuantity(draft: Draft, operationId: string, expectation: Drafted<Expectation>, quantity: number): void {
  const change = quantity - expectation.quantity;
  if (change === 0) return;
  expectation.quantity = quantity;
  move(draft, operationId, expectation, { incoming: change });
  if (openUnits(expectation) > 0) return;
  endExpectation(draft, operationId, expectation, expectation.received > 0 ? "received" : "cancelled");
}

/** The rest of a purchase will not come: incoming falls. */
export function cancelExpectation(draft: Draft, command: CancelExpectation): Outcome {
  return once(draft, command, (operationId) => {
    const expectation = findExpectation(draft, command.expectationId);
    if ("kind" in expectation) return expectation;
    if (expectation.source === "transfer") {
      const message = `expectation ${expectation.id} is a transfer: its units left already; tell what arrived and what is lost`;
      return refused("expectation_not_found", message);
    }
    arrive(draft, operationId, expectation, { received: 0, lost: openUnits(expectation) });
    return { kind: "applied", operationId, expectationIds: [expectation.id] };
  });
}

/** The open expectation of that id, or why there is none. */
export function findExpectation(draft: Draft, id: string): Drafted<Expectation> | Refused {
  const expectation = draft.expectations.get(id);
  if (!expectation) return refused("expectation_not_found", `there is no expectation ${id}`);
  if (expectation.endedAt) {
    return refused("expectation_ended", `expectation ${id} ended at ${expectation.endedAt.toISOString()}`);
  }
  return expectation;
}
