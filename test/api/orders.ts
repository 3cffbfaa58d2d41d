import { randomUUID } from "node:crypto";
import { applyBatch } from "@stockpool/stock";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeProduct } from "../make/product.ts";
import type { ApiWorld } from "./world.ts";

/** An order for one product, with stock for it at `location`, imported by the writer. */
export async function importOrder(
  world: Pick<ApiWorld, "pool">,
  location: { id: string },
  units: number,
  stock = units,
) {
  const product = await makeProduct(world.pool);
  const channel = await makeChannel(world.pool, { locations: [location] });
  const listing = await makeListing(world.pool, { channel, product });
  const at = new Date();
  const act = { key: randomUUID(), actor: "test", reason: "test" };
  const line = { platformLineId: "1", platformId: listing.platformId, sku: product.sku, title: product.title };
  const order = {
    ...{ platformOrderId: randomUUID(), name: "#1001", placedAt: at, updatedAt: at, country: "NL" },
    fulfilledBy: "merchant" as const,
    lines: [{ ...line, ordered: units, cancelled: 0, shipped: 0 }],
  };
  const where = { productId: product.id, locationId: location.id };
  const outcomes = await applyBatch(
    world.pool,
    [
      ...(stock > 0 ? [{ verb: "receive" as const, ...act, ...where, quantity: stock }] : []),
      { verb: "import_order", channelId: channel.id, actor: "test", order },
    ],
    at,
  );
  const imported = outcomes.at(-1);
  if (imported?.kind !== "applied" || !imported.orderId) throw new Error(`not imported: ${JSON.stringify(outcomes)}`);
  const { rows } = await world.pool.query<{ id: string }>("select id from order_line where order_id = $1", [
    imported.orderId,
  ]);
  return { orderId: imported.orderId, orderLines: rows.map(({ id }) => id), product, channel, listing };
}
