import type { Act, Place, Units } from "./act.ts";

/** Units arrived at a location. */
export interface Receive extends Act, Place {
  verb: "receive";
  quantity: number;
  /** The expectation that they fulfil: so many fewer are to come. More than expected may arrive of a purchase. */
  expectationId?: string;
}

/** On hand was wrong: change it by a number, or set it to one. */
export interface Adjust extends Act, Place {
  verb: "adjust";
  change: { kind: "by"; delta: number } | { kind: "to"; onHand: number; expected?: number };
}

/** Somebody counted products at a location; all lines or none. */
export interface Count extends Act {
  verb: "count";
  locationId: string;
  lines: CountLine[];
}

export interface CountLine {
  productId: string;
  counted: number;
  /** On hand as the hub showed it when it was counted: what moved since is added. Left out: nothing moved since. */
  onHandSeen?: number;
}

/** Units left one location for another, where they are incoming until they arrive; all lines or none. */
export interface TransferOut extends Act {
  verb: "transfer_out";
  fromLocationId: string;
  toLocationId: string;
  lines: Units[];
  expectedAt?: Date;
  reference?: string;
}

/** Units of transfers arrived, or will never: a part leaves the rest on its way; all lines or none. */
export interface TransferIn extends Act {
  verb: "transfer_in";
  lines: { expectationId: string; received: number; lost: number }[];
}

/** Units on hand may not be sold: damaged, to be looked at. */
export interface Quarantine extends Act, Place {
  verb: "quarantine";
  quantity: number;
}

/** Unavailable units may be sold again. */
export interface Unquarantine extends Act, Place {
  verb: "unquarantine";
  quantity: number;
}

/** Units are gone for good: broken, stolen, out of date. */
export interface WriteOff extends Act, Place {
  verb: "write_off";
  quantity: number;
  from: "sellable" | "unavailable";
}

/** Shipped units of an order came back and lie at a location; all lines or none. */
export interface Restock extends Act {
  verb: "restock";
  orderId: string;
  locationId: string;
  into: "sellable" | "unavailable";
  lines: { orderLineId: string; quantity: number }[];
}

/** The level at a platform's own warehouse, as the platform tells it. */
export interface Mirror extends Act {
  verb: "mirror";
  productId: string;
  locationId: string;
  onHand: number;
  unavailable: number;
}
