import type pg from "pg";
import { expect } from "vitest";

import {
  type ChannelName,
  channelNames,
  contents,
  lateListing,
  type PlaceName,
  placeNames,
  placesOf,
  productNames,
  type Shop,
} from "./shop.ts";
import type { WholeModel } from "./whole-model.ts";

/** On hand, unavailable, reserved, incoming. */
type Quantities = [number, number, number, number];

const plainNames = ["mug", "tea", "box"];

/** Holds everything that the database counts against the model. */
export async function compare(pool: pg.Pool, shop: Shop, model: WholeModel): Promise<void> {
  expect(await levelsIn(pool, shop), "levels").toEqual(levelsOf(model));
  expect(await linesIn(pool, shop), "order lines").toEqual(linesOf(model));
  expect(await promisesIn(pool, shop), "open reservations and shortages").toEqual(promisesOf(model));
  expect(await publishedIn(pool, shop), "published").toEqual(publishedOf(model));
}

async function levelsIn(pool: pg.Pool, shop: Shop): Promise<Record<string, Quantities>> {
  const { rows } = await pool.query(
    "select product_id, location_id, on_hand, unavailable, reserved, incoming from stock_level where product_id = any($1)",
    [shop.productIds],
  );
  const known = rows.map((row): [string, Quantities] => [
    `${shop.name(row.product_id)} at ${shop.name(row.location_id)}`,
    [row.on_hand, row.unavailable, row.reserved, row.incoming],
  ]);
  const none = plainNames.flatMap((product) =>
    placeNames.map((place): [string, Quantities] => [`${product} at ${place}`, [0, 0, 0, 0]]),
  );
  return Object.fromEntries([...none, ...known]);
}

function levelsOf(model: WholeModel): Record<string, Quantities> {
  const all = plainNames.flatMap((product) =>
    placeNames.map((place) => ({ product, place, key: `${product} at ${place}` })),
  );
  return Object.fromEntries(
    all.map(({ product, place, key }): [string, Quantities] => {
      const [onHand, unavailable] = [model.onHand.get(key) ?? 0, model.unavailable.get(key) ?? 0];
      return [key, [onHand, unavailable, model.reserved(product, place), model.incoming(product, place)]];
    }),
  );
}

async function linesIn(pool: pg.Pool, shop: Shop): Promise<Record<string, number[]>> {
  const { rows } = await pool.query(
    `select o.name || ', ' || l.platform_line_id as line, l.ordered, l.cancelled, l.shipped, l.returned
     from order_line l join "order" o on o.id = l.order_id where o.channel_id = any($1)`,
    [shop.channelIds],
  );
  return Object.fromEntries(rows.map((row) => [row.line, [row.ordered, row.cancelled, row.shipped, row.returned]]));
}

function linesOf(model: WholeModel): Record<string, number[]> {
  const lines = [...model.orders].flatMap(([order, { lines }]) => [...lines.values()].map((line) => ({ order, line })));
  return Object.fromEntries(
    lines.map(({ order, line }) => [
      `${order}, ${line.name}`,
      [line.ordered, line.cancelled, line.shipped, line.returned],
    ]),
  );
}

async function promisesIn(pool: pg.Pool, shop: Shop): Promise<Record<string, number>> {
  const { rows } = await pool.query(
    `select o.name || ', ' || l.platform_line_id as line, p.product_id, p.location_id, sum(p.quantity)::int as units
     from (select order_line_id, product_id, location_id, quantity from reservation where ended_at is null
       union all select order_line_id, product_id, null, quantity from shortage where ended_at is null) p
     join order_line l on l.id = p.order_line_id join "order" o on o.id = l.order_id
     where o.channel_id = any($1) group by 1, 2, 3
     union all
     select 'hold ' || h.reference, r.product_id, r.location_id, sum(r.quantity)::int
     from reservation r join hold h on h.id = r.hold_id
     where r.ended_at is null and h.channel_id = any($1) group by 1, 2, 3`,
    [shop.channelIds],
  );
  const place = (id: string | null) => (id === null ? "nowhere" : shop.name(id));
  return Object.fromEntries(
    rows.map((row) => [`${row.line}: ${shop.name(row.product_id)} at ${place(row.location_id)}`, row.units]),
  );
}

function promisesOf(model: WholeModel): Record<string, number> {
  const orderNames = new Map([...model.orders].map(([name, order]) => [order, name]));
  const units: Record<string, number> = {};
  for (const one of model.promises) {
    const { owner } = one;
    const name = typeof owner === "string" ? `hold ${owner}` : `${orderNames.get(owner.order)}, ${owner.name}`;
    const key = `${name}: ${one.product} at ${one.place ?? "nowhere"}`;
    units[key] = (units[key] ?? 0) + one.units;
  }
  return units;
}

interface Shown {
  quantity: number;
  /** What the platform is believed to show. */
  expected: number | null;
}

async function publishedIn(pool: pg.Pool, shop: Shop): Promise<Record<string, Shown>> {
  const { rows } = await pool.query(
    "select listing_id, quantity, expected from published_quantity where channel_id = any($1)",
    [shop.channelIds],
  );
  return Object.fromEntries(
    rows.map(({ listing_id, quantity, expected }) => [shop.name(listing_id), { quantity, expected }]),
  );
}

function publishedOf(model: WholeModel): Record<string, Shown> {
  const listings = [...productNames, ...(model.isLateLinked ? [lateListing] : [])];
  return Object.fromEntries(
    channelNames.flatMap((channel) =>
      listings.map((listing) => {
        const quantity = show(model, channel, listing === lateListing ? "box" : listing);
        return [`${listing} on ${channel}`, { quantity, expected: believed(model, `${listing} on ${channel}`) }];
      }),
    ),
  );
}

/** Everything showed 0 at first; of the late listing nothing was ever confirmed. */
function believed(model: WholeModel, listing: string): number | null {
  const ordered = model.shownLess.get(listing) ?? (model.shownLess.has(listing) ? null : 0);
  return ordered === null || listing.startsWith(lateListing) ? null : 0 - ordered;
}

/** The rules of the shop, in plain arithmetic. */
function show(model: WholeModel, channel: ChannelName, product: string): number {
  const sets = setsOf(model, channel, product);
  const own = product === "mug" ? Math.min(sets, 7) : sets;
  if (channel === "shopify") return own;
  const half = Math.floor(Math.max(0, sets - 1) / 2);
  return product === "mug" ? Math.min(half, 7) : half;
}

function setsOf(model: WholeModel, channel: ChannelName, product: string): number {
  const places = placesOf[channel];
  const sendable = (part: string, place: PlaceName) =>
    Math.max(0, model.free(part, place) - (place === "south" ? 1 : 0));
  const parts = Object.entries(contents[product] ?? {});
  const setsFrom = (from: readonly PlaceName[]) =>
    Math.min(
      ...parts.map(([part, quantity]) =>
        Math.floor(from.reduce((sum, place) => sum + sendable(part, place), 0) / quantity),
      ),
    );
  if (product === "hamper") return places.reduce((sum, place) => sum + setsFrom([place]), 0);
  return setsFrom(places);
}
