import { once } from "../act.ts";
import type { Receive } from "../command/goods.ts";
import { type Draft, levelAt, move } from "../draft.ts";
import { fillShortages } from "../gives-way.ts";
import { refuseQuantity, refuseTooMany } from "../lines.ts";
import { type Outcome, refused } from "../outcome.ts";
import { refusePlace } from "../place.ts";
import { arrive, openUnits } from "./arrive.ts";
import { findExpectation } from "./expect.ts";

/** Units arrived: on hand rises, open shortages are filled first. With an expectation, so many fewer are to come. */
export function receive(draft: Draft, command: Receive): Outcome {
  return once(draft, command, (operationId) => {
    const { productId, locationId, quantity } = command;
    const refusal =
      refuseQuantity("quantity", quantity, 1) ??
      refusePlace(draft.state, productId, locationId) ??
      refuseTooMany("on hand", levelAt(draft, productId, locationId).onHand, quantity);
    if (refusal) return refusal;
    if (command.expectationId) return receiveExpected(draft, operationId, command, command.expectationId);
    move(draft, operationId, command, { onHand: quantity });
    fillShortages(draft, operationId, productId);
    return { kind: "applied", operationId };
  });
}

function receiveExpected(draft: Draft, operationId: string, command: Receive, expectationId: string): Outcome {
  const expectation = findExpectation(draft, expectationId);
  if ("kind" in expectation) return expectation;
  const { productId, locationId, quantity } = command;
  if (expectation.productId !== productId || expectation.locationId !== locationId) {
    const message = `expectation ${expectationId} is of another product or for another location`;
    return refused("expectation_not_found", message);
  }
  const open = openUnits(expectation);
  if (expectation.source === "transfer" && quantity > open) {
    return refused(
      "more_than_open",
      `${open} units of the transfer are on their way, got ${quantity}: count the sender's`,
    );
  }
  arrive(draft, operationId, expectation, { received: quantity, lost: 0 });
  return { kind: "applied", operationId, expectationIds: [expectationId] };
}
