import type { Channel, ImportedOrder } from "@stockpool/stock/rules";

/** One order as its platform knows it. */
export interface SoldOrder {
  id: string;
  placedAt: Date;
  updatedAt: Date;
  listingId: string;
  ordered: number;
  cancelled: number;
  shipped: number;
}

/** How the platform answered a write. */
export type Written = { kind: "confirmed" } | { kind: "stale"; live: number };

/** One sales channel from its own side: what it shows, what it sold, what a write means there. */
export class Platform {
  readonly orders: SoldOrder[] = [];
  readonly kind: Channel["writeKind"];
  readonly id: string;
  /** What was written, or what is left of it where the platform counts down. */
  readonly #amounts = new Map<string, number>();
  readonly #ordersOf = new Map<string, SoldOrder[]>();

  constructor(id: string, kind: Channel["writeKind"]) {
    this.id = id;
    this.kind = kind;
  }

  /** What a buyer sees. */
  live(listingId: string): number {
    return Math.max(0, this.amount(listingId));
  }

  /** As `live`, but below zero where more is open than was written. */
  amount(listingId: string): number {
    const amount = this.#amounts.get(listingId) ?? 0;
    return this.kind === "net_of_open_orders" ? amount - this.#open(listingId) : amount;
  }

  /** A buyer takes units if there are enough; null when not. */
  sell(listingId: string, units: number, at: Date): SoldOrder | null {
    if (this.live(listingId) < units) return null;
    this.#countDown(listingId, -units);
    const id = `${this.id}-${this.orders.length + 1}`;
    const order = { id, placedAt: at, updatedAt: at, listingId, ordered: units, cancelled: 0, shipped: 0 };
    this.orders.push(order);
    this.#ordersOf.set(listingId, [...this.#of(listingId), order]);
    return order;
  }

  /** Units of an order are not wanted any more. */
  cancel(order: SoldOrder, units: number, isRestocked: boolean, at: Date): void {
    order.cancelled += units;
    order.updatedAt = at;
    if (isRestocked) this.#countDown(order.listingId, units);
  }

  /** The platform is told that units left. */
  ship(order: SoldOrder, units: number, at: Date): void {
    order.shipped += units;
    order.updatedAt = at;
  }

  write(listingId: string, quantity: number, expected: number | null, openUnits: number): Written {
    const live = this.live(listingId);
    if (this.kind === "compare_and_set" && live !== expected) return { kind: "stale", live };
    this.#amounts.set(listingId, this.kind === "net_of_open_orders" ? quantity + openUnits : quantity);
    return { kind: "confirmed" };
  }

  #countDown(listingId: string, change: number): void {
    if (this.kind === "net_of_open_orders") return;
    this.#amounts.set(listingId, (this.#amounts.get(listingId) ?? 0) + change);
  }

  /** Units ordered and not cancelled. */
  soldOf(listingId: string): number {
    return this.#of(listingId).reduce((sum, order) => sum + order.ordered - order.cancelled, 0);
  }

  #open(listingId: string): number {
    return this.#of(listingId).reduce((sum, order) => sum + order.ordered - order.cancelled - order.shipped, 0);
  }

  #of(listingId: string): SoldOrder[] {
    return this.#ordersOf.get(listingId) ?? [];
  }
}

/** An order in the hub's words, as it is at this moment. */
export function told(order: SoldOrder): ImportedOrder {
  const { id, placedAt, updatedAt, listingId, ordered, cancelled, shipped } = order;
  return {
    ...{ platformOrderId: id, name: id, placedAt, updatedAt, country: "NL", fulfilledBy: "merchant" },
    lines: [{ platformLineId: "1", platformId: listingId, sku: null, title: listingId, ordered, cancelled, shipped }],
  };
}
