import type { ListingIds, PlatformOrder } from "@stockpool/channels";
import { expect, test } from "vitest";
import { pull, signal } from "./ask.ts";
import type { ChannelWorld } from "./channel-world.ts";

/** What a pull of orders promises: all of them, whole, oldest change first, and no harm in asking twice. */
export function orderTests(current: () => ChannelWorld): void {
  test("an order appears in the next pull, whole, and can be read alone", async () => {
    const world = current();
    const listing = await world.addListing(5);
    const since = new Date();
    const id = await world.buy(listing, 2);
    const pulled = find(await pull(world.connector, since), id);
    expect(pulled?.fulfilledBy).toBe("merchant");
    expect(pulled?.lines).toMatchObject([{ platformId: listing.platformId, ordered: 2, cancelled: 0, shipped: 0 }]);
    expect(await world.connector.readOrder(id, signal)).toEqual(pulled);
  });

  test("an order that does not exist reads as null", async () => {
    const world = current();
    const id = await world.buy(await world.addListing(1), 1);
    expect(await world.connector.readOrder(id.replace(/...$/, "000"), signal)).toBeNull();
  });

  test("a pull gives every order once, the oldest change first, and a second pull the same", async () => {
    const world = current();
    const listing = await world.addListing(60);
    const since = new Date();
    const placed: string[] = [];
    for (let number = 0; number < 55; number++) placed.push(await world.buy(listing, 1));
    const orders = await pull(world.connector, since);
    const times = orders.map(({ updatedAt }) => updatedAt.getTime());
    expect(times).toEqual([...times].sort((one, other) => one - other));
    const ids = orders.map(({ platformOrderId }) => platformOrderId);
    expect(ids.filter((id) => placed.includes(id)).sort()).toEqual([...placed].sort());
    const again = await pull(world.connector, since);
    expect(byId(again)).toEqual(byId(orders));
  });

  test("a pull from the newest change on, as an overlapping poll asks, misses nothing", async () => {
    const world = current();
    const listing = await world.addListing(9);
    await world.buy(listing, 1);
    const first = await pull(world.connector, new Date(Date.now() - 60_000));
    const newest = first.at(-1)?.updatedAt ?? new Date();
    const later = await world.buy(listing, 1);
    const ids = (await pull(world.connector, newest)).map(({ platformOrderId }) => platformOrderId);
    expect(ids).toContain(later);
    expect(ids).toContain(first.at(-1)?.platformOrderId);
  });

  test("orders that change while they are pulled are known as they are now, after this pull or the next", async () => {
    const world = current();
    const listing = await world.addListing(200);
    const since = new Date();
    const placed: string[] = [];
    for (let number = 0; number < 120; number++) placed.push(await world.buy(listing, 1));
    const [early = "", late = ""] = [placed[0], placed.at(-1)];
    const startedAt = new Date();
    const known = new Map<string, PlatformOrder>();
    let hasChanged = false;
    for await (const page of world.connector.pullOrders(since, signal)) {
      for (const order of page) known.set(order.platformOrderId, order);
      if (hasChanged) continue;
      hasChanged = true;
      await world.cancel(early);
      await world.cancel(late);
      placed.push(await world.buy(listing, 1));
    }
    for (const order of await pull(world.connector, startedAt)) known.set(order.platformOrderId, order);
    for (const id of placed) expect(known.has(id)).toBe(true);
    for (const id of [early, late]) expect(known.get(id)?.lines).toMatchObject([{ ordered: 1, cancelled: 1 }]);
  });

  test("an order of 1,000 lines comes whole", async () => {
    const world = current();
    const listings: ListingIds[] = [];
    // A thousand connections at once are no part of what is tested.
    while (listings.length < 1_000) {
      listings.push(...(await Promise.all(Array.from({ length: 50 }, () => world.addListing(1)))));
    }
    const since = new Date();
    const id = await world.buyEach(listings);
    const pulled = find(await pull(world.connector, since), id);
    expect(pulled?.lines).toHaveLength(1_000);
    expect(new Set(pulled?.lines.map(({ platformLineId }) => platformLineId)).size).toBe(1_000);
    expect(new Set(pulled?.lines.map(({ platformId }) => platformId))).toEqual(
      new Set(listings.map(({ platformId }) => platformId)),
    );
    expect(await world.connector.readOrder(id, signal)).toEqual(pulled);
  });

  test("a cancelled order has nothing open, and its change brings it into the next pull", async () => {
    const world = current();
    const id = await world.buy(await world.addListing(5), 3);
    const since = new Date();
    await world.cancel(id);
    expect(find(await pull(world.connector, since), id)?.lines).toMatchObject([
      { ordered: 3, cancelled: 3, shipped: 0 },
    ]);
  });
}

function find(orders: PlatformOrder[], id: string): PlatformOrder | undefined {
  return orders.find(({ platformOrderId }) => platformOrderId === id);
}

function byId(orders: PlatformOrder[]): Map<string, PlatformOrder> {
  return new Map(orders.map((order) => [order.platformOrderId, order]));
}
