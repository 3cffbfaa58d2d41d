import { once } from "../act.ts";
import { free } from "../available.ts";
import type { TransferIn, TransferOut } from "../command/goods.ts";
import { type Draft, levelAt, move } from "../draft.ts";
import { firstRefusal, refuseLines, refuseQuantity, refuseTooMany } from "../lines.ts";
import { type Outcome, refused } from "../outcome.ts";
import { refusePlace } from "../place.ts";
import { arrive, openUnits } from "./arrive.ts";
import { addExpectation, findExpectation } from "./expect.ts";

/** Units leave one location and are incoming at another. Only what is available may leave: the rest is promised. */
export function transferOut(draft: Draft, command: TransferOut): Outcome {
  return once(draft, command, (operationId) => {
    const refusal = refuseLeaving(draft, command);
    if (refusal) return refusal;
    const { fromLocationId, toLocationId: locationId, expectedAt, reference } = command;
    const told = {
      source: "transfer",
      fromLocationId,
      ...(expectedAt && { expectedAt }),
      ...(reference && { reference }),
    } as const;
    const expectationIds = command.lines.map(({ productId, quantity }) => {
      move(draft, operationId, { productId, locationId: fromLocationId }, { onHand: -quantity });
      return addExpectation(draft, operationId, { ...told, productId, locationId, quantity });
    });
    return { kind: "applied", operationId, expectationIds };
  });
}

function refuseLeaving(draft: Draft, { fromLocationId, toLocationId, lines }: TransferOut): Outcome | null {
  const ids = lines.map((line) => line.productId);
  return (
    refuseLines(ids, "products") ??
    firstRefusal(lines, ({ quantity }) => refuseQuantity("quantity", quantity, 1)) ??
    firstRefusal(ids, (productId) => refusePlace(draft.state, productId, fromLocationId)) ??
    firstRefusal(ids, (productId) => refusePlace(draft.state, productId, toLocationId)) ??
    (fromLocationId === toLocationId
      ? refused("already_there", "a transfer goes from one location to another")
      : null) ??
    firstRefusal(lines, (line) => refuseMissing(draft, { ...line, locationId: fromLocationId })) ??
    firstRefusal(lines, ({ productId, quantity }) =>
      refuseTooMany("incoming", levelAt(draft, productId, toLocationId).incoming, quantity),
    )
  );
}

/** Refuses units that are not available at a place; null when they are. */
export function refuseMissing(
  draft: Draft,
  { productId, locationId, quantity }: { productId: string; locationId: string; quantity: number },
): Outcome | null {
  const units = free(levelAt(draft, productId, locationId));
  if (units >= quantity) return null;
  const [product, location] = [draft.state.products.get(productId), draft.state.locations.get(locationId)];
  const message = `${location?.code} has ${units} units of ${product?.sku} available, got ${quantity}`;
  return refused("not_enough_available", message);
}

/** Units of transfers arrive and fill open shortages first; what is lost on the way is written off. */
export function transferIn(draft: Draft, command: TransferIn): Outcome {
  return once(draft, command, (operationId) => {
    const ids = command.lines.map((line) => line.expectationId);
    const refusal =
      refuseLines(ids, "expectations") ??
      firstRefusal(command.lines, refuseUnits) ??
      firstRefusal(command.lines, (line) => refuseArrival(draft, line));
    if (refusal) return refusal;
    for (const { expectationId, received, lost } of command.lines) {
      const expectation = draft.expectations.get(expectationId);
      if (expectation) arrive(draft, operationId, expectation, { received, lost });
    }
    return { kind: "applied", operationId, expectationIds: ids };
  });
}

type Arrival = TransferIn["lines"][number];

function refuseUnits({ received, lost }: Arrival): Outcome | null {
  const shape = refuseQuantity("received", received, 0) ?? refuseQuantity("lost", lost, 0);
  if (shape || received + lost > 0) return shape;
  return refused("quantity_out_of_range", "a line must say that units arrived or were lost, got 0 and 0");
}

function refuseArrival(draft: Draft, { expectationId, received, lost }: Arrival): Outcome | null {
  const expectation = findExpectation(draft, expectationId);
  if ("kind" in expectation) return expectation;
  if (expectation.source !== "transfer") {
    return refused("expectation_not_found", `expectation ${expectationId} is no transfer: receive it`);
  }
  const open = openUnits(expectation);
  if (received + lost > open) {
    const message = `${open} units of the transfer are on their way, got ${received} arrived and ${lost} lost`;
    return refused("more_than_open", message);
  }
  return refuseTooMany("on hand", levelAt(draft, expectation.productId, expectation.locationId).onHand, received);
}
