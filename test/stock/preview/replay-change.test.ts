import { type Command, type Outcome, type ReplayedChange, type RuleEdit, replayChange } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { actAt, holdOf, madeHold, told } from "../verbs/words.ts";
import { adjustOf, makeGoods, makeWorld, orderOf, receiveOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

type Goods = Awaited<ReturnType<typeof makeGoods>>;

const now = new Date();
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

/** Goods of which so many came so many hours ago. */
async function madeGoods(units: number, hours: number): Promise<Goods> {
  const goods = await makeGoods(world, 0);
  await actAt(world, hoursAgo(hours), receiveOf(world, goods, units));
  return goods;
}

/** An order on Shopify, which the hub heard of some minutes after. */
function sell(goods: Goods, ordered: number, hours: number, lateMinutes = 0): Promise<Outcome> {
  const placedAt = hoursAgo(hours);
  const order = orderOf(world.shopify, [{ platformId: goods.onShopify.platformId, ordered }], { placedAt });
  return actAt(world, new Date(placedAt.getTime() + lateMinutes * 60_000), order);
}

/** The last week as it was, and with a rule for the goods on one channel, or on all. */
function replayed(goods: Goods, set: RuleEdit["set"], channel?: { id: string }): Promise<ReplayedChange> {
  return replayChange(world.pool, [{ channelId: channel?.id ?? null, productId: goods.id, set }], 7, now);
}

/** bol sold 5 an hour ago. Had it shown one unit only, it had lost the others that were there: so many the replay believes in. */
async function othersThere(goods: Goods): Promise<number> {
  const placedAt = hoursAgo(1);
  const order = orderOf(world.bol, [{ platformId: goods.onBol.platformId, ordered: 5 }], { placedAt });
  await actAt(world, placedAt, order);
  const { after } = await replayed(goods, { shareKind: "fixed", shareUnits: 1 }, world.bol);
  return after.salesLost;
}

describe("the orders of the last days, under the rules as they are and as they would be", () => {
  it("oversell where the hub heard too late, and not under a guarantee", async () => {
    const mug = await madeGoods(6, 72);
    await sell(mug, 4, 48, 5);
    const line = { platformId: mug.onBol.platformId, ordered: 4 };
    await actAt(world, hoursAgo(47.97), orderOf(world.bol, [line], { placedAt: hoursAgo(47.99) }));
    const { unitsOrdered, before, after } = await replayed(mug, { shareKind: "guaranteed" });
    expect([unitsOrdered, before.unitsOversold, after.unitsOversold, after.salesLost]).toEqual([8, 2, 0, 1]);
  });

  it("are those of the days asked for, less what was cancelled, and none that a platform fulfils itself", async () => {
    const mug = await madeGoods(50, 24 * 9);
    await sell(mug, 1, 24 * 8);
    await sell(mug, 2, 24 * 6);
    const line = { platformId: mug.onBol.platformId, ordered: 9 };
    const placedAt = hoursAgo(3);
    await actAt(world, placedAt, orderOf(world.bol, [{ ...line, cancelled: 5 }], { placedAt }));
    await actAt(world, placedAt, orderOf(world.bol, [line], { placedAt, fulfilledBy: "platform" }));
    expect((await replayed(mug, { cap: 1 })).unitsOrdered).toBe(6);
  });

  it("find the stock that was there then: what was counted, held and released since comes at its time", async () => {
    const mug = await madeGoods(9, 24 * 9);
    await actAt(world, hoursAgo(60), adjustOf(world, mug, { kind: "to", onHand: 3 }));
    await sell(mug, 3, 48);
    await actAt(world, hoursAgo(36), receiveOf(world, mug, 4));
    const held = holdOf(world, mug, 4, { expiresAt: new Date(now.getTime() + 3_600_000) });
    const holdId = madeHold(await actAt(world, hoursAgo(30), held));
    await actAt(world, hoursAgo(12), { verb: "release_hold", ...told(), holdId });
    expect(await othersThere(mug)).toBe(3);
  });
});

describe("what is played again is counted once", () => {
  it("units that fill a shortage: then they were sold already, and in the replay they come for whoever wants them", async () => {
    const mug = await madeGoods(1, 72);
    await sell(mug, 3, 48);
    await actAt(world, hoursAgo(24), receiveOf(world, mug, 5));
    expect(await othersThere(mug)).toBe(4);
  });

  it("a sale at the till, which lowers stock and is an order", async () => {
    const till = await makeChannel(world.pool, { platform: "pos", locations: [world.warehouse] });
    const mug = await madeGoods(7, 72);
    await makeListing(world.pool, { channel: till, product: mug, platformId: mug.sku });
    const receipt = { channelId: till.id, locationId: world.warehouse.id, reference: mug.sku, soldAt: hoursAgo(48) };
    const lines = [{ reference: "1", sku: mug.sku, title: "thing", quantity: 4 }];
    await actAt(world, hoursAgo(48), { verb: "sell", ...told(), ...receipt, lines } satisfies Command);
    expect(await othersThere(mug)).toBe(2);
  });

  it("units of a hold that became an order's", async () => {
    const mug = await madeGoods(7, 72);
    const held = holdOf(world, mug, 4, { expiresAt: new Date(now.getTime() + 3_600_000) });
    const fromHoldId = madeHold(await actAt(world, hoursAgo(48), held));
    const placedAt = hoursAgo(40);
    const order = orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered: 4 }], { placedAt });
    await actAt(world, placedAt, { ...order, fromHoldId });
    expect(await othersThere(mug)).toBe(2);
  });

  it("units that were lost though they were sold: what comes next is for who waits for them", async () => {
    const mug = await madeGoods(5, 72);
    await sell(mug, 5, 48);
    await actAt(world, hoursAgo(36), adjustOf(world, mug, { kind: "to", onHand: 2 }));
    await actAt(world, hoursAgo(24), receiveOf(world, mug, 6));
    expect(await othersThere(mug)).toBe(2);
  });
});
