import { readPending, recordPushes, republishAll, setRule, startPushes } from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { makeLocation } from "../../make/location.ts";
import { makeProduct } from "../../make/product.ts";
import { act, makeWorld, orderOf, shortOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

async function confirm(channel: { id: string }) {
  const pending = await readPending(world.pool, channel.id, 100, new Date());
  const started = await startPushes(world.pool, pending, new Map(), false, new Date());
  await recordPushes(
    world.pool,
    started.map((push) => ({ kind: "confirmed", push })),
    new Date(),
  );
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

it("what a platform cancelled and sold again goes to the one who bought it again, not to an older order of another shop", async () => {
  const [south, north] = [await makeLocation(world.pool), await makeLocation(world.pool)];
  const near = await makeChannel(world.pool, { locations: [south] });
  const wide = await makeChannel(world.pool, { locations: [north, south] });
  const mug = await makeProduct(world.pool);
  const [onNear, onWide] = [
    await makeListing(world.pool, { channel: near, product: mug }),
    await makeListing(world.pool, { channel: wide, product: mug }),
  ];
  const edit = { channelId: null, productId: mug.id, set: { shareKind: "guaranteed" as const } };
  await setRule(world.pool, edit, { actor: "test", reason: "few units", confirmZeroing: true }, new Date());
  for (const [key, location] of Object.entries({ south, north })) {
    const told = { key: `${mug.id}/${key}`, actor: "test", reason: "delivery" };
    await act(world, { verb: "receive", ...told, productId: mug.id, locationId: location.id, quantity: 1 });
  }
  await republishAll(world.pool, { channelId: null, productId: mug.id });
  for (const channel of [near, wide]) await confirm(channel);
  const sell = (channel: typeof near, { platformId }: typeof onNear, id: string, minutes: number, cancelled = 0) => {
    const at = { placedAt: minutesAgo(minutes), updatedAt: minutesAgo(minutes - cancelled) };
    return act(world, orderOf(channel, [{ platformId, ordered: 1, cancelled }], { id, ...at }));
  };
  await sell(near, onNear, "near, first", 30);
  await sell(wide, onWide, "wide, first", 30);
  await sell(wide, onWide, "wide, again", 20);
  await sell(near, onNear, "near, again", 10);
  expect(await shortOf(world, mug)).toBe(2);
  await sell(near, onNear, "near, first", 30, 1);
  await sell(wide, onWide, "wide, first", 30, 1);
  expect(await shortOf(world, mug)).toBe(0);
});
