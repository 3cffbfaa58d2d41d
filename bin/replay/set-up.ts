import { addLocation, addProducts, applyBatch, type Command } from "@stockpool/stock";
import type pg from "pg";
import { connectBol, connectShopify, type Goods } from "../demo/connect.ts";
import { demoEan } from "../demo/ean.ts";
import type { TrialHub } from "../trial/trial-hub.ts";
import type { Invoice } from "./read-invoices.ts";

/** A shop of the sandbox that the replay sells on. */
export interface Shop {
  platform: "shopify" | "bol";
  code: string;
  channelId: string;
}

/** The shops, with exactly as much stock as the invoices need: at the end nothing is left and nothing is missing. */
export async function setUp(hub: TrialHub, invoices: Invoice[]): Promise<Shop[]> {
  const needed = unitsNeeded(invoices);
  const goods = goodsOf(invoices);
  const locationId = await addWarehouse(hub.pool);
  await addStock(hub.pool, goods, needed, locationId);
  const plan = (code: string, name: string) => ({ code, name, countries: [], locationIds: [locationId] });
  return [
    shop("shopify", "web", await connectShopify(hub, plan("web", "Web shop"), goods)),
    shop("bol", "bol", await connectBol(hub, plan("bol", "bol"), goods)),
    shop("shopify", "trade", await connectShopify(hub, plan("trade", "Trade shop"), goods)),
  ];
}

function shop(platform: Shop["platform"], code: string, channelId: string): Shop {
  return { platform, code, channelId };
}

function unitsNeeded(invoices: Invoice[]): Map<string, number> {
  const needed = new Map<string, number>();
  for (const { sku, quantity } of invoices.flatMap((one) => one.lines)) {
    needed.set(sku, (needed.get(sku) ?? 0) + quantity);
  }
  return needed;
}

function goodsOf(invoices: Invoice[]): Goods[] {
  const titles = new Map(invoices.flatMap((one) => one.lines).map(({ sku, title }) => [sku, title]));
  return [...titles].map(([sku, title], place) => ({ sku, title, barcode: demoEan(100_000 + place) }));
}

async function addWarehouse(pool: pg.Pool): Promise<string> {
  const added = await addLocation(pool, { code: "warehouse", name: "Warehouse", kind: "warehouse", country: "GB" });
  if (added.kind === "refused") throw new Error(added.refusal.message);
  return added.locationId;
}

async function addStock(
  pool: pg.Pool,
  goods: Goods[],
  needed: ReadonlyMap<string, number>,
  locationId: string,
): Promise<void> {
  const added = await addProducts(
    pool,
    goods.map(({ sku, title, barcode }) => ({ sku, title, barcodes: [barcode] })),
  );
  const commands = added.map((one, place): Command => {
    if (one.kind === "refused") throw new Error(one.refusal.message);
    const sku = goods[place]?.sku ?? "";
    const act = { verb: "receive", key: `opening/${sku}`, actor: "replay", reason: "opening stock" } as const;
    return { ...act, productId: one.productId, locationId, quantity: needed.get(sku) ?? 0 };
  });
  for (let from = 0; from < commands.length; from += 500) {
    await applyBatch(pool, commands.slice(from, from + 500), new Date());
  }
}
