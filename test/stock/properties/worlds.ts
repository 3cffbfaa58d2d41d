import type { Channel, Level, Location, Part, Pool, Product, Restriction, Rule } from "@stockpool/stock/rules";
import fc from "fast-check";

/** A small hub as the rules see it: one channel, some locations, plain products, a bundle and a bundle that holds it. */
export interface SmallHub extends Pool {
  channel: Channel;
  products: Map<string, Product>;
  locations: Map<string, Location>;
  levels: Map<string, Level[]>;
}

const countries = ["NL", "BE", "DE"];

/** Any set of the three countries; the empty one means all. */
const someCountries = fc.subarray(countries);

/** Products of every small hub that have stock of their own. */
export const plainIds = ["mug", "tea", "box"];

/** Every product of a small hub. */
export const productIds = [...plainIds, "gift", "hamper"];

const locationIds = ["north", "south", "shop", "platform"];

const location = (id: string): fc.Arbitrary<Location> =>
  fc.record({
    id: fc.constant(id),
    code: fc.constant(id),
    kind: fc.constant(id === "platform" ? ("channel_fulfilled" as const) : ("warehouse" as const)),
    country: fc.constantFrom(...countries),
    shipsTo: someCountries,
    priority: fc.integer({ min: 1, max: 3 }),
    safetyStock: fc.integer({ min: 0, max: 3 }),
    isActive: fc.boolean(),
  });

const channel: fc.Arbitrary<Channel> = fc.record({
  id: fc.constant("channel"),
  platform: fc.constantFrom("shopify", "bol", "portal"),
  writeKind: fc.constant("absolute" as const),
  strategy: fc.constant("priority" as const),
  countries: someCountries,
  locationIds: fc.subarray(locationIds),
});

const restriction: fc.Arbitrary<Restriction> = fc.record({
  locationId: fc.option(fc.constantFrom(...locationIds)),
  country: fc.option(fc.constantFrom(...countries)),
});

/** Units mostly few, sometimes more than any platform takes. */
const units = fc.oneof(fc.nat(20), fc.nat(20_000));

const level = (productId: string, locationId: string): fc.Arbitrary<Level> =>
  fc
    .record({ free: units, unavailable: fc.nat(5), reserved: fc.nat(5), incoming: fc.nat(5) })
    .map(({ free, unavailable, reserved, incoming }) => {
      return {
        productId,
        locationId,
        onHand: free + unavailable + reserved,
        unavailable,
        reserved,
        incoming,
        exposed: 0,
        lapse: null,
      };
    });

const parts = (ids: string[]): fc.Arbitrary<Part[]> =>
  fc
    .subarray(ids, { minLength: 1 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((productId) =>
          fc.record({ productId: fc.constant(productId), quantity: fc.integer({ min: 1, max: 6 }) }),
        ),
      ),
    );

const product = (id: string, holds: string[] | null): fc.Arbitrary<Product> => {
  const policy = fc.constantFrom("split" as const, "one_parcel" as const);
  const recipe = holds
    ? fc.record({ id: fc.constant(`recipe of ${id}`), policy, components: parts(holds) })
    : fc.constant(null);
  return fc.record({
    id: fc.constant(id),
    sku: fc.constant(id),
    recipe,
    restrictions: fc.array(restriction, { maxLength: 1 }),
  });
};

/** Any small hub. */
export const smallHub: fc.Arbitrary<SmallHub> = fc
  .record({
    channel,
    locations: fc.tuple(...locationIds.map(location)),
    products: fc.tuple(
      ...plainIds.map((id) => product(id, null)),
      product("gift", plainIds),
      product("hamper", [...plainIds, "gift"]),
    ),
    levels: fc.tuple(...plainIds.flatMap((id) => locationIds.map((where) => fc.option(level(id, where))))),
  })
  .map(({ channel, locations, products, levels }) => ({
    channel,
    locations: byId(locations),
    products: byId(products),
    levels: new Map(
      plainIds.map((id) => [id, levels.filter((one) => one !== null).filter((one) => one.productId === id)]),
    ),
  }));

function byId<Row extends { id: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value);

/** Percentages as the database keeps them: two decimals. */
export const percent = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100);

const ruleFields = {
  safetyStockUnits: orNull(fc.nat(10)),
  safetyStockPercent: orNull(percent),
  shareKind: orNull(fc.constantFrom("shared" as const, "percentage" as const, "fixed" as const)),
  sharePercent: orNull(percent),
  shareUnits: orNull(fc.nat(50)),
  stopSellingAt: orNull(fc.nat(5)),
  alwaysShowAtLeast: orNull(fc.nat(1_500)),
  cap: orNull(fc.nat(2_000)),
  incomingDays: orNull(fc.nat(60)),
  guardBelow: fc.constant(null),
  percentBy: orNull(fc.constantFrom("hand" as const, "velocity" as const)),
  velocityLeast: orNull(percent),
  velocityMost: orNull(percent),
  isVelocityFrozen: orNull(fc.boolean()),
};

/** A rule with any of its fields set, for the hub, the channel, a product, or a product on the channel. */
export const ruleFor = (channelId: string | null, productId: string | null): fc.Arbitrary<Rule> =>
  fc.record({
    id: fc.constant(`rule of ${channelId}/${productId}`),
    channelId: fc.constant(channelId),
    productId: fc.constant(productId),
    ...ruleFields,
  });

/** Rules of any scope that may speak of a small hub's products; at most one per scope. */
export const someRules: fc.Arbitrary<Rule[]> = fc
  .tuple(
    ...["channel", "another", null].flatMap((channelId) =>
      ["mug", "gift", null].map((productId) => fc.option(ruleFor(channelId, productId))),
    ),
  )
  .map((rules) => rules.filter((rule) => rule !== null));

/** A rule that sets these fields and leaves all others to the defaults. */
export function ruleOf(fields: Partial<Rule>): Rule {
  const none = { safetyStockUnits: null, safetyStockPercent: null, shareKind: null, sharePercent: null };
  const rest = { shareUnits: null, stopSellingAt: null, alwaysShowAtLeast: null, cap: null };
  const more = { incomingDays: null, guardBelow: null };
  const byVelocity = { percentBy: null, velocityLeast: null, velocityMost: null, isVelocityFrozen: null };
  return { id: "rule", channelId: null, productId: null, ...none, ...rest, ...more, ...byVelocity, ...fields };
}

/** A hub with one active warehouse that ships everywhere, and these units of the mug in it. */
export function hubWith(mugs: number, platform = "shopify"): SmallHub {
  const north: Location = {
    ...{ id: "north", code: "north", kind: "warehouse", country: "NL" },
    ...{ shipsTo: [], priority: 1, safetyStock: 0, isActive: true },
  };
  const channel: Channel = {
    ...{ id: "channel", platform, writeKind: "absolute", strategy: "priority" },
    ...{ countries: [], locationIds: ["north"] },
  };
  const mug: Product = { id: "mug", sku: "mug", recipe: null, restrictions: [] };
  const stock = { onHand: mugs, unavailable: 0, reserved: 0, incoming: 0, exposed: 0, lapse: null };
  return {
    channel,
    locations: byId([north]),
    products: byId([mug]),
    levels: new Map([["mug", [{ productId: "mug", locationId: "north", ...stock }]]]),
  };
}

/** The product of a hub that must be there. */
export function productOf(hub: SmallHub, id: string): Product {
  const found = hub.products.get(id);
  if (!found) throw new Error(`the hub has no ${id}`);
  return found;
}
