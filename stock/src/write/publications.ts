import type { Publication } from "../publish/republish.ts";
import { quantityMax } from "../quantity.ts";
import { type Columns, insertInto, type Part, rowsFrom } from "./part.ts";

/** Published quantities: first ones and changed ones. Each returns its channel and since when it waits for a push. */
export function publicationParts(publications: Publication[], at: Date): (Part | null)[] {
  const [first, known] = [publications.filter((one) => one.isNew), publications.filter((one) => !one.isNew)];
  return [insertFirst(first, at), updateKnown(known, at)];
}

function insertFirst(publications: Publication[], at: Date): Part | null {
  const columns: Columns<Publication> = {
    listing_id: ["uuid", (one) => one.listingId],
    channel_id: ["uuid", (one) => one.channelId],
    quantity: ["int", (one) => one.quantity],
    pending_since: { type: "timestamptz", value: at },
    changed_at: { type: "timestamptz", value: at },
  };
  const part = insertInto("published_quantity", "first_published", columns, publications);
  return part && { ...part, sql: `${part.sql} returning channel_id, pending_since` };
}

// What the platform is believed to show changes also when a push is confirmed, which takes no product lock. So it is changed
// by difference, and whether a push is needed is seen in the row itself.
// Where a write replaces everything, it replaced also the units of orders placed before it was seen to be live: those are shown
// as if they were not sold. Clocks may differ by some seconds, and to believe too much is shown only costs a write.
const expectedNow = `case when n.is_unsure then null
    when n.ordered_since <= p.confirmed_at + interval '5 seconds' then p.expected
    when p.expected - n.ordered_there < -${quantityMax} then -${quantityMax}
    else (p.expected - n.ordered_there)::int end`;

function updateKnown(publications: Publication[], at: Date): Part | null {
  if (publications.length === 0) return null;
  const columns: Columns<Publication> = {
    listing_id: ["uuid", (one) => one.listingId],
    quantity: ["int", (one) => one.quantity],
    // Lines of one order may name more units together than an `int` holds.
    ordered_there: ["bigint", (one) => one.orderedThere],
    ordered_since: ["timestamptz", (one) => one.orderedSince],
    is_unsure: ["bool", (one) => one.isUnsure],
  };
  const rows = rowsFrom(columns, publications);
  const sql = `update published_quantity p set quantity = n.quantity,
      changed_at = case when p.quantity <> n.quantity then $6::timestamptz else p.changed_at end,
      version = p.version + (p.quantity <> n.quantity or n.is_unsure)::int,
      expected = ${expectedNow},
      pending_since = case when n.quantity is distinct from (${expectedNow}) then coalesce(p.pending_since, $6::timestamptz) end
    from (${rows.text}) as n(${Object.keys(columns)}) where p.listing_id = n.listing_id
    returning p.channel_id, p.pending_since`;
  return { name: "republished", sql, values: [...rows.values, at] };
}
