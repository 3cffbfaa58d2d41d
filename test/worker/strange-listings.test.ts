import { afterEach, expect, test } from "vitest";
import { type AmazonHub, makeAmazonHub } from "./make/amazon.ts";
import { until } from "./make/until.ts";

let hub: AmazonHub;

afterEach(() => hub.end());

test("a SKU that no database can hold does not stop the import of the others", async () => {
  hub = await makeAmazonHub(10);
  const { pool } = hub.database;
  const skus = ["NUL-\u0000", "HALF-\ud800", "HALF-\ud801", "GOOD-1", "L".repeat(600), "GOOD-2"];
  const goods = skus.map((sku) => ({ sku, title: `${sku} \u0000`, stock: 1 }));
  await hub.sandbox.control.putProducts("amazon", "seller", goods);
  await hub.queueJob("import_listings");
  const [run] = await until("the import has ended", async () => {
    const { rows } = await pool.query(
      "select phase, read, error from listing_import where finished_at is not null or failed_at is not null",
    );
    return rows.length > 0 && rows;
  });
  expect(run).toEqual({ phase: "finished", read: 3, error: null });
  const { rows } = await pool.query("select sku, title from listing where sku like 'GOOD%' order by sku");
  expect(rows).toEqual([
    { sku: "GOOD-1", title: "GOOD-1 " },
    { sku: "GOOD-2", title: "GOOD-2 " },
  ]);
}, 60_000);
