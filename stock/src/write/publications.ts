import type { Publication } from "../publish/republish.ts";
import { quantityMax } from "../quantity.ts";
import { type Columns, type Part, rowsFrom } from "./part.ts";

/** The pieces that return listings as they are published now: their channel, quantity, when that changed, since when they wait. */
export const publishedParts = ["republished", "first_published"] as const;

const returning = "listing_id, channel_id, quantity, changed_at, pending_since";

/**
 * Published quantities. What is there already is changed where anything about it changes, and the others are published for the first
 * time: nobody has to read them before.
 */
export function publicationParts(publications: Publication[], at: Date): Part[] {
  if (publications.length === 0) return [];
  const columns: Columns<Publication> = {
    listing_id: ["uuid", (one) => one.listingId],
    channel_id: ["uuid", (one) => one.channelId],
    quantity: ["int", (one) => one.quantity],
    // Lines of one order may name more units together than an `int` holds.
    ordered_there: ["bigint", (one) => one.orderedThere],
    ordered_since: ["timestamptz", (one) => one.orderedSince],
    is_unsure: ["bool", (one) => one.isUnsure],
    at: { type: "timestamptz", value: at },
  };
  const { text, values } = rowsFrom(columns, publications);
  return [
    { name: "told", sql: `select * from (${text}) as told (${Object.keys(columns)})`, values },
    { name: "republished", sql: changeSql, values: [] },
    { name: "first_published", sql: firstSql, values: [] },
  ];
}

// What the platform is believed to show changes also when a push is confirmed, which takes no product lock. So it is changed
// by difference, and whether a push is needed is seen in the row itself.
// Where a write replaces everything, it replaced also the units of orders placed before it was seen to be live: those are shown
// as if they were not sold. Clocks may differ by some seconds, and to believe too much is shown only costs a write.
const expectedNow = `case when n.is_unsure then null
    when n.ordered_since <= p.confirmed_at + interval '5 seconds' then p.expected
    when p.expected - n.ordered_there < -${quantityMax} then -${quantityMax}
    else (p.expected - n.ordered_there)::int end`;

const changeSql = `update published_quantity p set quantity = n.quantity,
      changed_at = case when p.quantity <> n.quantity then n.at else p.changed_at end,
      version = p.version + (p.quantity <> n.quantity or n.is_unsure)::int,
      expected = ${expectedNow},
      pending_since = case when n.quantity is distinct from (${expectedNow}) then coalesce(p.pending_since, n.at) end
    from told n
    where p.listing_id = n.listing_id and (p.quantity <> n.quantity or n.ordered_there <> 0 or n.is_unsure)
    returning ${returning.replaceAll(/(\w+)/g, "p.$1")}`;

// Looks up only what was not changed. `limit` keeps Postgres from reading all that is published, to join it.
const firstSql = `insert into published_quantity (listing_id, channel_id, quantity, pending_since, changed_at)
    select n.listing_id, n.channel_id, n.quantity, n.at, n.at from told n
    where n.listing_id not in (select listing_id from republished)
      and (select p.listing_id from published_quantity p where p.listing_id = n.listing_id limit 1) is null
    returning ${returning}`;
