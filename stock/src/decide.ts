import type { Command } from "./command.ts";
import { beginDraft, type Draft } from "./draft.ts";
import { changeExposure } from "./guarantee/apply-change.ts";
import { beginExposures } from "./guarantee/book.ts";
import type { Outcome } from "./outcome.ts";
import { type Republished, republish } from "./publish/republish.ts";
import type { State } from "./state.ts";
import { adjust } from "./verbs/adjust.ts";
import { extendHold, releaseHold } from "./verbs/change-hold.ts";
import { count } from "./verbs/count.ts";
import { cancelExpectation, changeExpectation, expect } from "./verbs/expect.ts";
import { expireHolds, freeExpired } from "./verbs/expire-holds.ts";
import { hold } from "./verbs/hold.ts";
import { importOrder } from "./verbs/import-order.ts";
import { mirror } from "./verbs/mirror.ts";
import { release, ship } from "./verbs/order-units.ts";
import { cancelOrder, placeOrder } from "./verbs/place-order.ts";
import { quarantine, unquarantine, writeOff } from "./verbs/quarantine.ts";
import { receive } from "./verbs/receive.ts";
import { republishAnew } from "./verbs/republish-anew.ts";
import { reroute } from "./verbs/reroute.ts";
import { restock } from "./verbs/restock.ts";
import { sell } from "./verbs/sell.ts";
import { transferIn, transferOut } from "./verbs/transfer.ts";

/** What a batch decides: the rows to write, the quantities to publish, an answer to each command in its order. */
export interface Decision extends Republished {
  draft: Draft;
  outcomes: Outcome[];
}

/** Decides a batch. Pure: time and ids come in, refusals come out as values and change nothing. */
export function decide(state: State, commands: Command[], at: Date, newId: () => string): Decision {
  const draft = beginDraft(state, at, newId);
  if (state.ahead.exposures) draft.exposures = beginExposures(draft);
  freeExpired(draft);
  const outcomes = commands.map((command) => decideOne(draft, command));
  return { draft, outcomes, ...republish(draft) };
}

function decideOne(draft: Draft, command: Command): Outcome {
  switch (command.verb) {
    case "receive":
      return receive(draft, command);
    case "expect":
      return expect(draft, command);
    case "change_expectation":
      return changeExpectation(draft, command);
    case "cancel_expectation":
      return cancelExpectation(draft, command);
    case "count":
      return count(draft, command);
    case "transfer_out":
      return transferOut(draft, command);
    case "transfer_in":
      return transferIn(draft, command);
    case "quarantine":
      return quarantine(draft, command);
    case "unquarantine":
      return unquarantine(draft, command);
    case "write_off":
      return writeOff(draft, command);
    case "mirror":
      return mirror(draft, command);
    case "restock":
      return restock(draft, command);
    case "hold":
      return hold(draft, command);
    case "extend_hold":
      return extendHold(draft, command);
    case "release_hold":
      return releaseHold(draft, command);
    case "expire_holds":
      return expireHolds(draft, command);
    case "adjust":
      return adjust(draft, command);
    case "import_order":
      return importOrder(draft, command);
    case "place_order":
      return placeOrder(draft, command);
    case "cancel_order":
      return cancelOrder(draft, command);
    case "sell":
      return sell(draft, command);
    case "ship":
      return ship(draft, command);
    case "release":
      return release(draft, command);
    case "reroute":
      return reroute(draft, command);
    case "change_exposure":
      return changeExposure(draft, command);
    case "republish":
      return republishAnew(draft, command);
  }
}
