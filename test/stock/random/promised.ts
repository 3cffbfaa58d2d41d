import type { ChannelName, PlaceName } from "./shop.ts";

/** A line of an order as the model keeps it. */
export interface ModelLine {
  name: string;
  order: ModelOrder;
  listing: string;
  product: string | null;
  ordered: number;
  cancelled: number;
  /** Those of them that its platform says are cancelled. */
  cancelledThere: number;
  shipped: number;
  returned: number;
}

export interface ModelOrder {
  channel: ChannelName;
  country: string | null;
  placedAt: number;
  updatedAt: number;
  isPlatforms: boolean;
  lines: Map<string, ModelLine>;
}

/** Units of a product for a line or a hold: at a place, or nowhere, which is a shortage. Kept in the order in which they were made. */
export interface Promised {
  /** A line of an order, or a hold by its key. */
  owner: ModelLine | string;
  product: string;
  place: PlaceName | null;
  units: number;
  /** Unlike that of any other of the model. */
  id: number;
}

/** When the order was placed that units are promised to; a hold has none. */
export function placedAt({ owner }: Promised): number {
  return typeof owner === "string" ? 0 : owner.order.placedAt;
}

/** Units of several promises. */
export function sum(promises: Promised[]): number {
  return promises.reduce((total, one) => total + one.units, 0);
}
