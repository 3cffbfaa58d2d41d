import { previewRules, republishAll, setRule } from "@stockpool/stock";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { makeBundle, makeProduct } from "../../make/product.ts";
import { act, makeWorld, publishedOf, receiveOf, type World } from "../world.ts";

let world: World;
let channels: { id: string }[];
beforeAll(async () => {
  world = await makeWorld();
  const { warehouse, elsewhere } = world;
  const places = [[warehouse], [warehouse, elsewhere], [elsewhere, warehouse]];
  const made = places.map((locations) => makeChannel(world.pool, { platform: "shopify", locations }));
  channels = await Promise.all(made);
});
afterAll(() => world.drop());

const told = { actor: "test", reason: "few units", confirmZeroing: true };
const few = fc.option(fc.integer({ min: 0, max: 6 }), { nil: null, freq: 2 });
/** What a channel's own rule says of the product. */
const own = fc.record({
  safetyStockUnits: few,
  stopSellingAt: few,
  cap: few,
  sharePercent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
});
const kind = fc.oneof(fc.constant({ shareKind: "guaranteed" as const }), fc.constant({ guardBelow: 100 }));
const mix = fc.record({ kind, all: fc.record({ safetyStockUnits: few, stopSellingAt: few }), own: fc.tuple(own, own) });

async function set(edit: Parameters<typeof setRule>[1]): Promise<void> {
  const outcome = await setRule(world.pool, edit, told, new Date());
  if (outcome.kind === "refused") throw new Error(outcome.refusal.message);
}

it("a preview says what the writer then publishes, whatever rules keep back, cap or stop", async () => {
  const property = fc.asyncProperty(
    fc.integer({ min: 0, max: 14 }),
    fc.integer({ min: 0, max: 14 }),
    mix,
    async (here, there, rules) => {
      const product = await makeProduct(world.pool);
      const listings = await Promise.all(channels.map((channel) => makeListing(world.pool, { channel, product })));
      const of = (channel: { id: string } | null) => ({ channelId: channel?.id ?? null, productId: product.id });
      await set({ ...of(null), set: { cap: 0 } });
      if (here > 0) await act(world, receiveOf(world, product, here));
      const elsewhere = { ...receiveOf(world, product, there), locationId: world.elsewhere.id };
      if (there > 0) await act(world, elsewhere);
      await republishAll(world.pool, of(null));
      const edits = [
        { ...of(null), set: { cap: null, ...rules.kind, ...rules.all } },
        ...rules.own.map((set, index) => ({ ...of(channels[index] ?? null), set })),
      ];
      const preview = await previewRules(world.pool, edits, new Date());
      if (preview.kind === "refused") throw new Error(JSON.stringify(preview));
      for (const edit of edits) await set(edit);
      await republishAll(world.pool, of(null));
      const after = new Map(preview.changed.map((row) => [row.listingId, row.after]));
      const shown = await Promise.all(listings.map((listing) => publishedOf(world, listing)));
      expect(listings.map(({ id }) => after.get(id) ?? 0)).toEqual(shown);
    },
  );
  await fc.assert(property, { numRuns: 40 });
});

it("a preview of a part counts with the guaranteed bundle that takes from the same stock", async () => {
  const [channel] = channels;
  const mug = await makeProduct(world.pool);
  const gift = await makeBundle(world.pool, [{ product: mug, quantity: 1 }]);
  const listings = [mug, gift].map((product) => makeListing(world.pool, { channel: channel ?? mug, product }));
  const [onItsOwn, inGift] = await Promise.all(listings);
  const guaranteed = { channelId: null, set: { shareKind: "guaranteed" as const } };
  await set({ ...guaranteed, productId: gift.id });
  await set({ channelId: null, productId: mug.id, set: { cap: 0 } });
  await set({ channelId: null, productId: gift.id, set: { cap: 0 } });
  await act(world, receiveOf(world, mug, 12));
  await set({ channelId: null, productId: gift.id, set: { cap: null } });
  const edit = { channelId: null, productId: mug.id, set: { ...guaranteed.set, cap: null } };
  const preview = await previewRules(world.pool, [edit], new Date());
  expect(preview).toMatchObject({ kind: "previewed", changed: [{ listingId: onItsOwn?.id, before: 0, after: 6 }] });
  await set(edit);
  await republishAll(world.pool, { channelId: null, productId: null });
  expect([await publishedOf(world, onItsOwn ?? mug), await publishedOf(world, inGift ?? gift)]).toEqual([6, 6]);
});
