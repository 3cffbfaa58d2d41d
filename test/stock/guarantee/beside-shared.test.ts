import {
  audit,
  readPending,
  recordAudit,
  republishAll,
  republishProducts,
  setRule,
  startPushes,
} from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { makeBundle } from "../../make/product.ts";
import { makeGoods, makeWorld, publishedOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

/** A product of 10, shared on two channels; something that takes it is guaranteed on a second bol account, and was never written there. */
async function makeBeside(isBundle: boolean) {
  const second = await makeChannel(world.pool, { platform: "bol", locations: [world.warehouse] });
  const mug = await makeGoods(world, 10);
  const product = isBundle ? await makeBundle(world.pool, [{ product: mug, quantity: 1 }]) : mug;
  const edit = { channelId: second.id, productId: product.id, set: { shareKind: "guaranteed" as const } };
  await setRule(world.pool, edit, { actor: "test", reason: "few units", confirmZeroing: true }, new Date());
  await makeListing(world.pool, { channel: second, product });
  await republishAll(world.pool, { channelId: null, productId: product.id });
  await world.pool.query("select graphile_worker.remove_job(key) from graphile_worker.jobs");
  expect(await shownOf(mug)).toEqual([10, 10]);
  return { second, mug };
}

const shownOf = async (goods: { onShopify: { id: string }; onBol: { id: string } }) => [
  await publishedOf(world, goods.onShopify),
  await publishedOf(world, goods.onBol),
];

async function queued(): Promise<string[]> {
  const { rows } = await world.pool.query<{ key: string }>("select key from graphile_worker.jobs order by key");
  return rows.map(({ key }) => key).filter((key) => key.startsWith("republish"));
}

it.each([
  ["listing", false],
  ["bundle", true],
])(
  "what a guaranteed %s takes while its write is on its way is taken from shared listings before it has an answer",
  async (_, isBundle) => {
    const { second, mug } = await makeBeside(isBundle);
    const pending = await readPending(world.pool, second.id, 10, new Date());
    expect(await startPushes(world.pool, pending, new Map(), true, new Date())).toHaveLength(1);
    expect(await queued()).toEqual([`republish:exposed:${mug.id}`]);
    expect((await recordAudit(world.pool)).breaches).toEqual([]);
    await republishProducts(world.pool, [mug.id]);
    expect(await shownOf(mug)).toEqual([0, 0]);
    expect(await audit(world.pool)).toEqual([]);
  },
);

it("a write takes nothing from listings that are guaranteed themselves, and queues nothing", async () => {
  const mug = await makeGoods(world, 10);
  const edit = { channelId: null, productId: mug.id, set: { shareKind: "guaranteed" as const } };
  await setRule(world.pool, edit, { actor: "test", reason: "few units", confirmZeroing: true }, new Date());
  await world.pool.query("select graphile_worker.remove_job(key) from graphile_worker.jobs");
  await republishAll(world.pool, { channelId: null, productId: mug.id });
  const pending = await readPending(world.pool, world.bol.id, 10, new Date());
  expect(await startPushes(world.pool, pending, new Map(), true, new Date())).not.toEqual([]);
  expect(await queued()).toEqual([]);
});
