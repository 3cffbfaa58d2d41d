import type { Act } from "./act.ts";

/**
 * A system of the merchant's own places an order, or changes one: `lines` are all that it has from now on, a line left out is
 * cancelled.
 */
export interface PlaceOrder extends Act {
  verb: "place_order";
  channelId: string;
  /** The system's own name of the order; the channel's orders differ by it. */
  reference: string;
  /** A new order is refused when there is one of that reference, a change when there is none. */
  isNew: boolean;
  /** What people call it. */
  name: string;
  country: string | null;
  /** Refuses the order, or the change, when what it newly wants is not free: then it is a promise. Otherwise it is a fact. */
  ifAvailable: boolean;
  /** A hold that the order makes good: what that kept becomes the order's. */
  fromHoldId?: string;
  lines: OwnLine[];
}

/** All that is open of an order of one's own will not be shipped. */
export interface CancelOrder extends Act {
  verb: "cancel_order";
  channelId: string;
  reference: string;
}

/** Units went over the counter: they have left the place, whatever the books say of it. */
export interface Sell extends Act {
  verb: "sell";
  channelId: string;
  locationId: string;
  /** The receipt's number. */
  reference: string;
  /** When it was sold; now, when left out. A till that was offline tells later. */
  soldAt?: Date;
  lines: OwnLine[];
}

export interface OwnLine {
  /** The system's own name of the line. */
  reference: string;
  sku: string;
  title: string;
  quantity: number;
}
