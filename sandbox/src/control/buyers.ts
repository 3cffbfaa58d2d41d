import type { World } from "../world.ts";
import type { BuyersInput, OrderInput } from "./input.ts";
import { stalls } from "./stalls.ts";

const minuteMs = 60_000;

/** Buyers who come by chance, choose what sells well, and buy only what the shop shows as available. */
export class Buyers {
  wish: BuyersInput = { ordersPerMinute: 0 };
  readonly #world: World;
  #timer: NodeJS.Timeout | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** From now on this often; 0 sends them home. */
  change(wish: BuyersInput): void {
    this.wish = wish;
    clearTimeout(this.#timer);
    if (wish.ordersPerMinute > 0) this.#waitForNext();
  }

  #waitForNext(): void {
    // Exponential gaps: buyers do not know of each other.
    const gapMs = (-Math.log(1 - this.#world.random.next()) * minuteMs) / this.wish.ordersPerMinute;
    this.#timer = setTimeout(() => {
      this.buyOnce();
      this.#waitForNext();
    }, gapMs);
    this.#timer.unref();
  }

  /** One buyer: one shop, one to three products, mostly one unit of each. Nothing for sale: nothing bought. */
  buyOnce(): void {
    const { random } = this.#world;
    const open = stalls(this.#world)
      .filter(({ name }) => (this.wish.shops ?? [name]).includes(name))
      .map(({ stall }) => ({ stall, shelf: stall.shelf().filter(({ left, velocity }) => left > 0 && velocity > 0) }))
      .filter(({ shelf }) => shelf.length > 0);
    const shop = open[random.below(open.length)];
    if (!shop) return;
    const lines = new Map<string, number>();
    for (let count = random.next() < 0.8 ? 1 : 2 + random.below(2); count > 0; count -= 1) {
      const choice = random.pick(shop.shelf, ({ velocity }) => velocity);
      if (choice) lines.set(choice.sku, Math.min(choice.left, random.next() < 0.85 ? 1 : 2));
    }
    const order: OrderInput = {
      lines: [...lines].map(([sku, quantity]) => ({ sku, quantity })),
      country: random.next() < 0.8 ? "NL" : "BE",
      allowOversell: false,
      sourceIdentifier: null,
      tags: [],
      fulfilmentMethod: "FBR",
    };
    shop.stall.placeOrder(order);
  }
}
