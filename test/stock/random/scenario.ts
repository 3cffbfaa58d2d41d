import fc from "fast-check";
import { type KeptAct, type KeptStep, keptStep, makerKey } from "./kept-steps.ts";
import {
  type ChannelName,
  countries,
  lateListing,
  type PlaceName,
  placeNames,
  productNames,
  type Strategy,
  strategies,
} from "./shop.ts";

/** A command in the names of the shop. */
export type Act =
  | OrderAct
  | KeptAct
  | { verb: "import_order"; order: string; version: Version; fromHold: string | null };

/** Commands about orders and what is on hand for them. */
export type OrderAct =
  | { verb: "receive"; key: string; product: string; place: PlaceName; quantity: number }
  | { verb: "adjust_by"; key: string; product: string; place: PlaceName; delta: number }
  | { verb: "adjust_to"; key: string; product: string; place: PlaceName; onHand: number; expected?: number }
  | ({ verb: "ship" | "release"; key: string; order: string; line: string; quantity: number } & Known);

/** Whether the sender had heard of the order and of the line when it sent the command. */
interface Known {
  isOrderKnown: boolean;
  isLineKnown: boolean;
}

/** One complete version of an order. */
export interface Version {
  channel: ChannelName;
  country: string | null;
  placedAt: number;
  updatedAt: number;
  isPlatforms: boolean;
  lines: { name: string; listing: string; ordered: number; cancelled: number; shipped: number }[];
}

/** One thing that happens: an act of which the ids are not looked up yet, the same act again, time, or the late listing's link. */
export type Step =
  | Exclude<OrderAct, { verb: "ship" | "release" }>
  | Parcel
  | KeptStep
  | { verb: "import_order"; order: string; version: Version; fromHold?: string }
  | { verb: "again"; which: number }
  | { verb: "wait"; minutes: number }
  | { verb: "link" };

/** A parcel or a cancellation in names, before its ids are looked up. */
export type Parcel = { verb: "ship" | "release"; key: string; order: string; line: string; quantity: number };

/** What happens, in batches; the batches of one round are applied at once, over connections of their own. */
export interface Scenario {
  steps: Step[];
  /** Steps of each batch, and batches of each round; used in turn. */
  batchSizes: number[];
  roundSizes: number[];
  /** How the channels choose places. */
  strategy: Strategy;
}

const units = (max: number) => fc.integer({ min: 0, max });
/** Few keys, so that some are used twice, with the same content or another. */
const key = fc.integer({ min: 0, max: 60 }).map((number) => `key ${number}`);
const place = fc.constantFrom(...placeNames);
/** Mostly one product, so that orders meet. */
const plain = fc.constantFrom("mug", "mug", "mug", "tea", "tea", "box", "box", "gift");
const lineNames = ["one", "two", "three"];

const listing = fc.oneof(
  { weight: 6, arbitrary: fc.constant("mug") },
  { weight: 4, arbitrary: fc.constantFrom(...productNames) },
  { weight: 1, arbitrary: fc.constantFrom(lateListing, "never seen") },
);

/** Orders by name with the versions of each, in any order of time and sometimes of one time. */
const orders = fc
  .array(
    fc
      .record({
        // The shop draws on both places.
        channel: fc.constantFrom<ChannelName>("shopify", "shopify", "shopify", "bol"),
        placedAt: units(5),
        isPlatforms: fc.constantFrom(false, false, false, true),
        listings: fc.tuple(listing, listing, listing),
      })
      .chain(({ listings, ...same }) => {
        const line = (name: string, at: number) =>
          fc
            .record({
              ...{ ordered: units(5), isSound: fc.constantFrom(true, true, true, true, true, true, true, true, false) },
              ...{ cancelled: fc.constantFrom(0, 0, 1, 2, 5), shipped: fc.constantFrom(0, 0, 0, 1, 3) },
            })
            .map(({ isSound, ...counts }) => {
              return { name, listing: listings[at] ?? "", ...(isSound ? sound(counts) : counts) };
            });
        const version = fc.record({
          ...{ channel: fc.constant(same.channel), placedAt: fc.constant(same.placedAt) },
          ...{ isPlatforms: fc.constant(same.isPlatforms), updatedAt: units(4) },
          country: fc.constantFrom(...countries),
          lines: fc
            .subarray(lineNames)
            .chain((names) => fc.tuple(...names.map((name) => line(name, lineNames.indexOf(name))))),
        });
        return fc.array(version, { minLength: 1, maxLength: 4 });
      }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) => all.map((versions, index) => ({ name: `order ${index}`, versions })));

/** No more cancelled and shipped than was ordered. */
function sound(counts: { ordered: number; cancelled: number; shipped: number }) {
  const cancelled = Math.min(counts.cancelled, counts.ordered);
  return { ...counts, cancelled, shipped: Math.min(counts.shipped, counts.ordered - cancelled) };
}

/** Orders that come once, for several products: something to choose for strategies that look at places, at countries, at parcels. */
const orderOnce = fc
  .record({
    country: fc.constantFrom(...countries),
    placedAt: units(5),
    lines: fc
      .shuffledSubarray(["mug", "tea", "box", "gift", "hamper"], { minLength: 1, maxLength: 4 })
      .chain((listings) => fc.tuple(...listings.map((listing) => lineOnce(listing)))),
  })
  .map(
    ({ placedAt, ...one }): Version => ({
      channel: "shopify",
      placedAt,
      updatedAt: placedAt,
      isPlatforms: false,
      ...one,
    }),
  );

function lineOnce(listing: string) {
  return fc
    .integer({ min: 1, max: 6 })
    .map((ordered) => ({ name: listing, listing, ordered, cancelled: 0, shipped: 0 }));
}

const count = fc.oneof(
  fc.record({
    verb: fc.constant("receive" as const),
    key,
    product: plain,
    place,
    quantity: fc.oneof(units(9), units(60)),
  }),
  fc.record({
    verb: fc.constant("adjust_by" as const),
    key,
    product: plain,
    place,
    delta: fc.integer({ min: -6, max: 6 }),
  }),
  fc.record(
    { verb: fc.constant("adjust_to" as const), key, product: plain, place, onHand: units(9), expected: units(3) },
    { requiredKeys: ["verb", "key", "product", "place", "onHand"] },
  ),
);

/**
 * What lies everywhere before the first order comes: with units at two places at once, strategies have something to choose. From so
 * few that soon nothing is left to so many that all goes on being chosen.
 */
const opening = fc
  .constantFrom(0, 9, 30, 90)
  .chain((most) => {
    const some = fc.oneof({ weight: 3, arbitrary: units(most) }, { weight: 1, arbitrary: fc.constant(0) });
    return fc.tuple(...shelves.map((shelf) => some.map((quantity) => ({ ...shelf, quantity }))));
  })
  .map((all) => all.map((one) => ({ verb: "receive" as const, key: `opening ${one.product} ${one.place}`, ...one })));

const shelves = ["mug", "tea", "box"].flatMap((product) => placeNames.map((place) => ({ product, place })));

/** Any scenario. */
export const scenario: fc.Arbitrary<Scenario> = orders.chain((all) => {
  const versions = all.flatMap(({ name, versions }) => versions.map((version) => ({ order: name, version })));
  const lines = versions.flatMap(({ order, version }) => version.lines.map((line) => ({ order, line: line.name })));
  const unknown = [
    { order: "no order", line: "one" },
    { order: "order 0", line: "no line" },
  ];
  const parcel = fc
    .record({ verb: fc.constantFrom("ship" as const, "release" as const), key, quantity: units(3) })
    .chain((parcel) => fc.constantFrom(...lines, ...unknown).map((line) => ({ ...parcel, ...line })));
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...versions).map((one) => ({ verb: "import_order" as const, ...one })) },
    {
      weight: 3,
      arbitrary: fc
        .record({ verb: fc.constant("import_order" as const), fromHold: makerKey })
        .chain((from) => fc.constantFrom(...versions).map((one) => ({ ...from, ...one }))),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        verb: fc.constant("import_order" as const),
        order: fc.integer({ min: 0, max: 99 }).map((number) => `order once ${number}`),
        version: orderOnce,
      }),
    },
    { weight: 6, arbitrary: count },
    { weight: 4, arbitrary: parcel },
    { weight: 10, arbitrary: keptStep(key, lines) },
    {
      weight: 1,
      arbitrary: fc.record({ verb: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 20 }) }),
    },
    { weight: 1, arbitrary: fc.record({ verb: fc.constant("again" as const), which: fc.nat(40) }) },
    { weight: 1, arbitrary: fc.constant({ verb: "link" as const }) },
  );
  return fc.record({
    steps: fc
      .tuple(opening, fc.array(step, { minLength: 1, maxLength: 80, size: "max" }))
      .map(([before, after]) => [...before, ...after]),
    batchSizes: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 5 }),
    roundSizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
    strategy: fc.constantFrom(...strategies),
  });
});
