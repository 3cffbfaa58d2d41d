import { available } from "./available.ts";
import type { DraftExposure } from "./guarantee/draft-exposure.ts";
import type { Lapse } from "./guarantee/known.ts";
import { PromiseBook } from "./promise-book.ts";
import type { Expectation, Hold, Level, Order, OrderLine, Reservation, Shortage, State } from "./state.ts";

/** What a batch has decided so far: the state with the decisions in it, and the rows to write. */
export interface Draft {
  state: State;
  at: Date;
  newId: () => string;
  operations: NewOperation[];
  movements: Movement[];
  levels: Map<string, DraftLevel>;
  orders: Map<string, Drafted<Order>>;
  lines: Map<string, Drafted<OrderLine>>;
  reservations: PromiseBook<DraftReservation>;
  shortages: PromiseBook<DraftShortage>;
  holds: Map<string, Drafted<Hold>>;
  /** The hold that an order of the batch makes good, by order. */
  heldFor: Map<string, string>;
  expectations: Map<string, Drafted<Expectation>>;
  shipments: NewShipment[];
  /** Locations chosen for all of an order together, by order, where its channel wants the fewest parcels. */
  parcels: Map<string, readonly string[]>;
  /** Units ordered on a listing's own channel by this batch: the platform has subtracted them by itself. */
  orderedThere: Map<string, number>;
  /** When the first of them were ordered, by listing; only where a write replaces what was sold before it. */
  orderedSince: Map<string, Date>;
  /** Listings of which the batch can no longer tell what their platform shows. */
  unsureOf: Set<string>;
  /** Guaranteed listings, by listing. */
  exposures: Map<string, DraftExposure>;
  /** Units that platforms may have put back on sale as this batch tells, by listing that was not guaranteed before it. */
  putBack: Map<string, number>;
  /** What a sold listing held for its buyers, by order line, and by product and location: theirs, also where more is held than is there. */
  heldBack: Map<string, Map<string, number>>;
  /** Why a level may be exposed to more than it has, by product and location. */
  lapses: Map<string, Lapse>;
  /** Products whose published quantities may have changed. */
  touched: Set<string>;
}

export type Drafted<Row> = Row & { isNew: boolean; isChanged: boolean };

export type DraftReservation = Drafted<Reservation & Ended<"shipped" | "released" | "expired" | "converted">>;

export type DraftShortage = Drafted<Shortage & Ended<"filled" | "cancelled" | "shipped_elsewhere">>;

export interface Ended<How extends string> {
  endedAt: Date | null;
  endedAs: How | null;
  endedById: string | null;
}

export type DraftLevel = Drafted<Level>;

export interface NewOperation extends Named {
  id: string;
  verb: string;
  actor: string;
  reason: string;
  note: string | null;
}

/** By what a repetition is known, and what it is answered. */
interface Named {
  key: string | null;
  fingerprint: string | null;
  outcome: unknown;
}

/** An act whose repetition is harmless for another reason. */
export const unnamed: Named = { key: null, fingerprint: null, outcome: null };

export interface Movement {
  id: string;
  operationId: string;
  productId: string;
  locationId: string;
  onHandDelta: number;
  unavailableDelta: number;
  reservedDelta: number;
  incomingDelta: number;
  onHandAfter: number;
  availableAfter: number;
}

export interface NewShipment {
  id: string;
  orderId: string;
  carrier: string | null;
  tracking: string | null;
  /** True when the platform told us of it, so that it need not be told. */
  isTold: boolean;
  lines: { orderLineId: string; quantity: number }[];
}

/** An empty draft upon a state. */
export function beginDraft(state: State, at: Date, newId: () => string): Draft {
  const kept = { isNew: false, isChanged: false };
  const open = { ...kept, endedAt: null, endedAs: null, endedById: null };
  const lines = [...state.orders.values()].flatMap((order) => order.lines);
  return {
    state,
    at,
    newId,
    operations: [],
    movements: [],
    levels: new Map([...state.levels.values()].flat().map((level) => [levelKey(level), { ...level, ...kept }])),
    orders: new Map([...state.orders].map(([key, order]) => [key, { ...order, ...kept }])),
    lines: new Map(lines.map((line) => [line.id, { ...line, ...kept }])),
    reservations: new PromiseBook(state.reservations.map((one) => ({ ...one, ...open }))),
    shortages: new PromiseBook(state.shortages.map((one) => ({ ...one, ...open }))),
    holds: new Map([...state.holds].map(([id, hold]) => [id, { ...hold, ...kept }])),
    expectations: new Map(state.expectations.map((one) => [one.id, { ...one, ...kept }])),
    shipments: [],
    heldFor: new Map(),
    parcels: new Map(),
    orderedThere: new Map(),
    orderedSince: new Map(),
    unsureOf: new Set(),
    exposures: new Map(),
    putBack: new Map(),
    heldBack: new Map(),
    lapses: new Map(),
    touched: new Set(),
  };
}

/** Changes one level and writes the movement that explains it. Both quantities of a level stay explained for ever. */
export function move(
  draft: Draft,
  operationId: string,
  place: { productId: string; locationId: string },
  delta: { onHand?: number; unavailable?: number; reserved?: number; incoming?: number },
): void {
  const level = levelAt(draft, place.productId, place.locationId);
  const { onHand = 0, unavailable = 0, reserved = 0, incoming = 0 } = delta;
  level.onHand += onHand;
  level.unavailable += unavailable;
  level.reserved += reserved;
  level.incoming += incoming;
  level.isChanged = true;
  draft.touched.add(place.productId);
  draft.movements.push({
    id: draft.newId(),
    operationId,
    productId: place.productId,
    locationId: place.locationId,
    onHandDelta: onHand,
    unavailableDelta: unavailable,
    reservedDelta: reserved,
    incomingDelta: incoming,
    onHandAfter: level.onHand,
    availableAfter: available(level),
  });
}

/** The level of a product at a location; one that does not exist yet is empty. */
export function levelAt(draft: Draft, productId: string, locationId: string): DraftLevel {
  const key = levelKey({ productId, locationId });
  const known = draft.levels.get(key);
  if (known) return known;
  const empty = {
    productId,
    locationId,
    onHand: 0,
    unavailable: 0,
    reserved: 0,
    incoming: 0,
    exposed: 0,
    lapse: null,
    isNew: true,
    isChanged: false,
  };
  draft.levels.set(key, empty);
  return empty;
}

function levelKey(place: { productId: string; locationId: string }): string {
  return `${place.productId}/${place.locationId}`;
}
