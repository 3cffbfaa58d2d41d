import type pg from "pg";
import { lockPublished } from "../push/lock-published.ts";
import { storable } from "../storable.ts";
import { transact } from "../transact.ts";
import { announce } from "../write/announcement.ts";
import { queueChannelJob } from "./queue-jobs.ts";

/** What a platform said to the news of a parcel. */
export type ToldShipment =
  | { shipmentId: string; kind: "told" }
  | { shipmentId: string; kind: "refused"; error: string };

/**
 * Records what a platform said to the news of a parcel. Where it subtracts its open orders itself, its count changes with the
 * news, and bol does not say whether shipped units stay subtracted until the next write: what such a listing shows is unknown
 * then, so it is written again. Safe to repeat.
 */
export async function recordTelling(pool: pg.Pool, told: ToldShipment, at: Date): Promise<void> {
  await transact(pool, async (tx) => {
    const shipment = await store(tx, told, at);
    if (!shipment) return;
    if (told.kind === "told" && shipment.writeKind === "net_of_open_orders") {
      await doubtListings(tx, told.shipmentId, at);
      await queueChannelJob(tx, "push_stock", shipment.channelId);
    }
    await announce(tx, { orders: [shipment.orderId] });
  });
}

interface Stored {
  orderId: string;
  channelId: string;
  writeKind: string;
}

/** Undefined when the platform took the news before. */
async function store(tx: pg.PoolClient, told: ToldShipment, at: Date): Promise<Stored | undefined> {
  const { rows } = await tx.query<Stored>(
    `update shipment s set error = $2, told_at = case when $2::text is null then $3::timestamptz end
     from "order" o join channel c on c.id = o.channel_id
     where s.id = $1 and s.told_at is null and o.id = s.order_id
     returning o.id as "orderId", c.id as "channelId", c.write_kind as "writeKind"`,
    [told.shipmentId, told.kind === "refused" ? storable(told.error) : null, at],
  );
  return rows[0];
}

async function doubtListings(tx: pg.PoolClient, shipmentId: string, at: Date): Promise<void> {
  const { rows } = await tx.query<{ listingId: string }>(
    `select distinct l.listing_id as "listingId" from shipment_line s join order_line l on l.id = s.order_line_id
     where s.shipment_id = $1 and l.listing_id is not null`,
    [shipmentId],
  );
  const listingIds = rows.map((row) => row.listingId);
  await lockPublished(tx, listingIds);
  await tx.query(
    `update published_quantity set expected = null, version = version + 1, pending_since = coalesce(pending_since, $2)
     where listing_id = any($1::uuid[])`,
    [listingIds, at],
  );
}
