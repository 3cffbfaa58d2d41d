import { openPool } from "@stockpool/prisma";
import { type Control, controlAt } from "@stockpool/sandbox";
import { addLocation, addProducts, applyBatch, type Command, type NewLocation } from "@stockpool/stock";
import type pg from "pg";
import { type DemoBundle, type DemoProduct, demoBundles, demoProducts } from "./catalogue.ts";
import { connectAmazon, connectBol, connectShopify, type Goods, type Wiring } from "./connect.ts";
import { followSandbox } from "./follow-sandbox.ts";
import { addDemoRules } from "./rules.ts";

export interface DemoOptions {
  databaseUrl: string;
  sandboxUrl: string;
  secret: string;
}

/**
 * Fills an empty hub with a shop for house and table: products, sets, places, stock, and four channels in the sandbox; then lets
 * buyers in. Goes on where an earlier call was broken off.
 */
export async function seedDemo({ databaseUrl, sandboxUrl, secret }: DemoOptions): Promise<void> {
  const pool = openPool(databaseUrl, { name: "stockpool-demo" });
  const control = controlAt(sandboxUrl);
  try {
    await followSandbox(pool, sandboxUrl, secret);
    if (!(await isSeeded(pool))) await seed({ pool, control, sandboxUrl, secret });
    await measureSoon(pool);
    await startBuyers(control);
  } finally {
    await pool.end();
  }
}

/** The rules come last. */
async function isSeeded(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ seeded: boolean }>("select exists (select from rule) as seeded");
  return rows[0]?.seeded ?? false;
}

async function seed(wiring: Wiring): Promise<void> {
  const products = demoProducts();
  const bundles = demoBundles();
  const ids = await addCatalogue(wiring.pool, products, bundles);
  const places = await addPlaces(wiring.pool);
  await receiveOpeningStock(wiring.pool, products, ids, places);
  const [utrecht, antwerp, store] = places;
  const goods = [...products, ...bundles].map(({ sku, title, barcode, velocity, price }) => ({
    ...{ sku, title, barcode, velocity, price },
  }));
  const dutch = { countries: ["NL", "BE"] };
  const shop = await connectShopify(
    wiring,
    { ...dutch, code: "huis-en-tafel", name: "Huis & Tafel", locationIds: [utrecht, antwerp, store] },
    goods,
  );
  const bol = await connectBol(wiring, { ...dutch, code: "bol", name: "bol", locationIds: [utrecht, antwerp] }, goods);
  const german = await connectShopify(
    wiring,
    { code: "haus-und-tisch", name: "Haus & Tisch", countries: ["DE"], locationIds: [antwerp, utrecht] },
    goods.filter((_, place) => place % 4 !== 3),
  );
  const amazon = await connectAmazon(
    wiring,
    { ...dutch, code: "amazon", name: "Amazon", locationIds: [utrecht, antwerp] },
    goods.map((one, position) => (position % 25 === 24 ? { ...one, fba: atAmazon(position) } : one)),
  );
  await place(wiring.pool, {
    ...{ code: "amazon-fba", name: "Amazon FBA", kind: "channel_fulfilled", country: "NL", mirrorsChannelId: amazon },
  });
  await addDemoRules(wiring.pool, { shop, bol, german }, ids);
}

/** Some goods lie at Amazon and are sold from there: the hub only reads how many. */
function atAmazon(position: number): NonNullable<Goods["fba"]> {
  return { fulfillable: position % 30, reservedForCustomers: position % 4, inboundShipped: position % 3 ? 0 : 12 };
}

type Places = [utrecht: string, antwerp: string, store: string];

async function addPlaces(pool: pg.Pool): Promise<Places> {
  return [
    await place(pool, { code: "utrecht", name: "Utrecht warehouse", kind: "warehouse", country: "NL", priority: 10 }),
    await place(pool, { code: "antwerp", name: "Antwerp warehouse", kind: "warehouse", country: "BE", priority: 20 }),
    await place(pool, {
      ...{ code: "amsterdam", name: "Amsterdam store", kind: "store", country: "NL", priority: 30 },
      ...{ shipsTo: ["NL"], safetyStock: 1 },
    }),
  ];
}

async function place(pool: pg.Pool, location: NewLocation): Promise<string> {
  const added = await addLocation(pool, location);
  if (added.kind === "added") return added.locationId;
  const { rows } = await pool.query<{ id: string }>("select id from location where code = $1", [location.code]);
  if (!rows[0]) throw new Error(added.refusal.message);
  return rows[0].id;
}

async function addCatalogue(
  pool: pg.Pool,
  products: DemoProduct[],
  bundles: DemoBundle[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  await add(products.map(({ sku, title, barcode }) => ({ sku, title, barcodes: [barcode] })));
  await add(
    bundles.map(({ sku, title, barcode, policy, parts }) => ({
      ...{ sku, title, barcodes: [barcode], policy },
      components: parts.map((part) => ({ productId: idOf(ids, part.sku), quantity: part.quantity })),
    })),
  );
  return ids;

  async function add(news: Parameters<typeof addProducts>[1]): Promise<void> {
    for (const added of await addProducts(pool, news)) {
      if (added.kind === "refused" && added.refusal.code !== "sku_taken") throw new Error(added.refusal.message);
    }
    const skus = news.map((one) => one.sku);
    const { rows } = await pool.query<{ id: string; sku: string }>("select id, sku from product where sku = any($1)", [
      skus,
    ]);
    for (const row of rows) ids.set(row.sku, row.id);
  }
}

function idOf(ids: ReadonlyMap<string, string>, sku: string): string {
  const id = ids.get(sku);
  if (!id) throw new Error(`the demo has no product ${sku}`);
  return id;
}

/** More of what sells well, some of it scarce, so that there is something to see. */
async function receiveOpeningStock(
  pool: pg.Pool,
  products: DemoProduct[],
  ids: ReadonlyMap<string, string>,
  [utrecht, antwerp, store]: Places,
): Promise<void> {
  const commands = products.flatMap(({ sku }, place): Command[] => {
    const wave = (place * 53) % 97;
    const units = {
      [utrecht]: 4 + wave,
      [antwerp]: wave % 3 ? Math.floor(wave / 2) : 0,
      [store]: wave % 5 ? 2 + (wave % 7) : 0,
    };
    return Object.entries(units).flatMap(([locationId, quantity]): Command[] =>
      quantity > 0
        ? [
            {
              ...{ verb: "receive", key: `demo/opening/${sku}/${locationId}`, actor: "demo", reason: "opening stock" },
              ...{ productId: idOf(ids, sku), locationId, quantity },
            },
          ]
        : [],
    );
  });
  for (let from = 0; from < commands.length; from += 500) {
    await applyBatch(pool, commands.slice(from, from + 500), new Date());
  }
}

/** Velocity is measured by night: a shop that opened today shows some sooner, and more of it as more is sold. */
async function measureSoon(pool: pg.Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.add_job('recompute_velocity', '{}', 'velocity', now() + make_interval(mins => after), job_key => 'demo/' || after)
     from unnest(array[3, 30, 180]) as after`,
  );
}

/** Someone buys something every few seconds. */
async function startBuyers(control: Control): Promise<void> {
  await control.buyers({ ordersPerMinute: 20 });
}
