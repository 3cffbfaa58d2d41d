import type { Act } from "./command/act.ts";
import type { CancelExpectation, ChangeExpectation, Expect } from "./command/expectations.ts";
import type {
  Adjust,
  Count,
  Mirror,
  Quarantine,
  Receive,
  Restock,
  TransferIn,
  TransferOut,
  Unquarantine,
  WriteOff,
} from "./command/goods.ts";
import type { ExpireHolds, ExtendHold, MakeHold, ReleaseHold } from "./command/holds.ts";
import type { CancelOrder, PlaceOrder, Sell } from "./command/own-orders.ts";
import type { ChangeExposure } from "./guarantee/apply-change.ts";

/** What callers may ask of the one writer. Quantities are whole units; ids are uuids; times are instants. */
export type Command =
  | Receive
  | Expect
  | ChangeExpectation
  | CancelExpectation
  | Adjust
  | Count
  | TransferOut
  | TransferIn
  | Quarantine
  | Unquarantine
  | WriteOff
  | Restock
  | Mirror
  | MakeHold
  | ExtendHold
  | ReleaseHold
  | ExpireHolds
  | ImportOrder
  | PlaceOrder
  | CancelOrder
  | Sell
  | Release
  | Ship
  | Reroute
  | ChangeExposure
  | Republish;

/** A channel's order as the platform knows it: a fact, whatever the stock is. Its own version is its key. */
export interface ImportOrder {
  verb: "import_order";
  channelId: string;
  actor: string;
  order: ImportedOrder;
  /** A hold that this order makes good: the units kept by it become the order's. One that has ended is ignored. */
  fromHoldId?: string;
}

/** One complete version of a platform's order. */
export interface ImportedOrder {
  platformOrderId: string;
  name: string;
  placedAt: Date;
  updatedAt: Date;
  country: string | null;
  fulfilledBy: "merchant" | "platform";
  lines: ImportedLine[];
  /** When it was read from the platform, by the platform's own clock; left out where a message told it, which may come late. */
  readAt?: Date;
}

export interface ImportedLine {
  platformLineId: string;
  platformId: string | null;
  sku: string | null;
  title: string;
  ordered: number;
  cancelled: number;
  shipped: number;
}

/** Units of order lines that will not be shipped: cancelled, and free again. */
export interface Release extends Act {
  verb: "release";
  orderId: string;
  lines: { orderLineId: string; quantity: number }[];
}

/** Units of order lines left the building, in one parcel. */
export interface Ship extends Act {
  verb: "ship";
  orderId: string;
  lines: { orderLineId: string; quantity: number }[];
  carrier?: string;
  tracking?: string;
}

/** Units of an open reservation are to be sent from another location. */
export interface Reroute extends Act {
  verb: "reroute";
  orderId: string;
  reservationId: string;
  toLocationId: string;
  /** Units to move; all of the reservation when left out. */
  quantity?: number;
}

/** Compute the published quantities of these products anew, after a change of rules, recipes, listings or locations. */
export interface Republish {
  verb: "republish";
  productIds: string[];
  /** A channel whose quantities are written to another place from now on: what is shown there is not known. */
  remappedChannelId?: string;
}
