/** What callers may ask of the one writer. Quantities are whole units; ids are uuids; times are instants. */
export type Command = Receive | Adjust | ImportOrder | Release | Ship | Reroute | Republish;

/** Who does it and why, and the key that makes repeating it harmless. */
interface Act {
  /** Names this one act for ever: the same key with the same content is answered, not repeated. */
  key: string;
  actor: string;
  reason: string;
  note?: string;
}

/** Units arrived at a location. */
export interface Receive extends Act {
  verb: "receive";
  productId: string;
  locationId: string;
  quantity: number;
}

/** On hand was wrong: change it by a number, or set it to one. */
export interface Adjust extends Act {
  verb: "adjust";
  productId: string;
  locationId: string;
  change: { kind: "by"; delta: number } | { kind: "to"; onHand: number; expected?: number };
}

/** A channel's order as the platform knows it: a fact, whatever the stock is. Its own version is its key. */
export interface ImportOrder {
  verb: "import_order";
  channelId: string;
  actor: string;
  order: ImportedOrder;
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

/** Send units of an open reservation from another location than the one that was chosen. */
export interface Reroute extends Act {
  verb: "reroute";
  orderId: string;
  reservationId: string;
  toLocationId: string;
  /** Fewer units than the reservation has; all of them when left out. */
  quantity?: number;
}

/** Compute the published quantities of these products anew, after a change of rules, recipes, listings or locations. */
export interface Republish {
  verb: "republish";
  productIds: string[];
}
