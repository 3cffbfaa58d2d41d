import { randomUUID } from "node:crypto";
import type { Command } from "@stockpool/stock";
import type { KeptAct, KeptStep } from "./kept-steps.ts";
import type { PlaceName, Shop } from "./shop.ts";
import { minutesAfter, otherPlace } from "./whole-model.ts";

/** A hold or an expectation that a key made. */
export type Made =
  | { kind: "hold"; id: string }
  | { kind: "expect" | "transfer_out"; id: string; product: string; place: PlaceName };

/** What was looked up for a step. */
interface Found {
  made: ReadonlyMap<string, Made>;
  at: number;
  orderId: string | null;
  lineId: string | null;
  /** An open reservation of the line, and the model's promise that it is. */
  reservation: { id: string; promiseId: number } | null;
}

type Unkeyed<Any> = Any extends { key: string } ? Omit<Any, "key" | "actor" | "reason" | "note"> : never;

/** A step as the model is told it, and as the writer is told it; key, actor and reason are still missing. */
export function keptCommandOf(shop: Shop, step: KeptStep, found: Found): { act: KeptAct; command: Unkeyed<Command> } {
  switch (step.verb) {
    case "expect":
    case "quarantine":
    case "unquarantine":
      return { act: step, command: { verb: step.verb, ...placeOf(shop, step), quantity: step.quantity } };
    case "write_off": {
      const { verb, quantity, from } = step;
      return { act: step, command: { verb, ...placeOf(shop, step), quantity, from } };
    }
    case "transfer_out": {
      const lines = [{ productId: shop.id(step.product), quantity: step.quantity }];
      const [fromLocationId, toLocationId] = [shop.id(step.place), shop.id(otherPlace(step.place))];
      return { act: step, command: { verb: step.verb, fromLocationId, toLocationId, lines } };
    }
    case "count": {
      const { verb, counted, onHandSeen } = step;
      const { productId, locationId } = placeOf(shop, step);
      const seen = onHandSeen === undefined ? {} : { onHandSeen };
      return { act: step, command: { verb, locationId, lines: [{ productId, counted, ...seen }] } };
    }
    case "hold": {
      const { verb, key, product, channel, country, quantity, minutes } = step;
      const expiresAt = minutesAfter(found.at, minutes);
      const lines = [{ productId: shop.id(product), quantity }];
      const from = { kind: "channel", channelId: shop.id(channel), country } as const;
      const command = { verb, from, lines, reference: key, expiresAt: new Date(expiresAt) };
      return { act: { ...step, expiresAt }, command };
    }
    case "restock": {
      const { verb, place, quantity, into } = step;
      const [isOrderKnown, isLineKnown] = [found.orderId !== null, found.lineId !== null];
      const lines = [{ orderLineId: found.lineId ?? randomUUID(), quantity }];
      const command = { verb, orderId: found.orderId ?? randomUUID(), locationId: shop.id(place), into, lines };
      return { act: { ...step, isOrderKnown, isLineKnown }, command };
    }
    case "reroute": {
      const { verb, to, quantity } = step;
      const { orderId, reservation } = found;
      const act = { ...step, isOrderKnown: orderId !== null, promiseId: reservation?.promiseId ?? null };
      const ids = { orderId: orderId ?? randomUUID(), reservationId: reservation?.id ?? randomUUID() };
      const part = quantity === undefined ? {} : { quantity };
      return { act, command: { verb, ...ids, toLocationId: shop.id(to), ...part } };
    }
    default:
      return namingCommandOf(shop, step, found);
  }
}

type Naming = Extract<KeptStep, { of: string }>;

/** Commands that name what another key made. */
function namingCommandOf(shop: Shop, step: Naming, { made, at }: Found): { act: KeptAct; command: Unkeyed<Command> } {
  const one = made.get(step.of);
  const isHold = step.verb === "extend_hold" || step.verb === "release_hold";
  const isKnown = one !== undefined && (one.kind === "hold") === isHold;
  const id = isKnown ? one.id : randomUUID();
  switch (step.verb) {
    case "arrive": {
      const act = { ...step, isKnown };
      const { received, lost } = step;
      if (isKnown && one.kind === "expect") {
        return { act, command: { verb: "receive", ...placeOf(shop, one), quantity: received, expectationId: id } };
      }
      return { act, command: { verb: "transfer_in", lines: [{ expectationId: id, received, lost }] } };
    }
    case "change_expectation":
      return { act: { ...step, isKnown }, command: { verb: step.verb, expectationId: id, quantity: step.quantity } };
    case "cancel_expectation":
      return { act: { ...step, isKnown }, command: { verb: step.verb, expectationId: id } };
    case "release_hold":
      return { act: { ...step, isKnown }, command: { verb: step.verb, holdId: id } };
    case "extend_hold": {
      const expiresAt = minutesAfter(at, step.minutes);
      const command = { verb: step.verb, holdId: id, expiresAt: new Date(expiresAt) };
      return { act: { ...step, isKnown, expiresAt }, command };
    }
  }
}

function placeOf(shop: Shop, { product, place }: { product: string; place: PlaceName }) {
  return { productId: shop.id(product), locationId: shop.id(place) };
}
