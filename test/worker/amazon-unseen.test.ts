import { audit } from "@stockpool/stock";
import { afterEach, expect, test } from "vitest";
import { type AmazonHub, makeAmazonHub } from "./make/amazon.ts";
import { until } from "./make/until.ts";

/** This Amazon lists an order after some seconds, where the real one takes minutes. */
const pace = { horizonMs: 4_000, amazonTimes: { listedWithinMs: 4_500, shownWithinMs: 60_000 } };

let hub: AmazonHub;

afterEach(async () => {
  expect(await audit(hub.database.pool)).toEqual([]);
  expect(await hub.sandbox.control.violations()).toEqual([]);
  await hub.end();
});

test("a raise does not put units back on sale that were sold and are in no list yet: nothing is sold twice", async () => {
  hub = await makeAmazonHub(10, pace);
  await hub.sell(3);
  await hub.change(5);
  const [first] = await until("the raise is written", writes);
  await until("buyers see it", async () => (await hub.live()) === first);
  // Whatever Amazon offers now, somebody buys.
  const left = await hub.live();
  await hub.sell(left);
  await until("every sale is known", async () => {
    await hub.queueJob("poll_orders");
    return (await ordered()) === 3 + left;
  });
  expect(await hub.reserved()).toBe(15);
  expect((await hub.database.pool.query("select from shortage")).rows).toEqual([]);
});

test("a lowering goes out at once; one that put units back on sale is lowered further before their order is listed", async () => {
  hub = await makeAmazonHub(10, { effectMs: 500 });
  await hub.sell(5);
  await hub.change(-2);
  await until("the lowering is written", writes);
  await until("buyers see no more than before it", async () => {
    const [first, second] = (await writes()) || [];
    return first === 8 && second === 5 && (await hub.live()) === 5 && (await ordered()) === 0;
  });
});

test("units that no order explains once all are listed were taken out by hand: the whole quantity is written", async () => {
  hub = await makeAmazonHub(10, pace);
  await hub.sandbox.control.editStock("amazon", "seller", [{ sku: hub.sku, quantity: 7 }]);
  await hub.change(5);
  await until("what is missing is kept back", async () => (await hub.live()) === 12);
  await until("it is written after all", async () => (await hub.live()) === 15);
  expect(await writes()).toEqual([12, 15]);
});

/** The quantities written, oldest first; false when there is none. */
async function writes(): Promise<number[] | false> {
  const sent = await hub.sandbox.control.requests({ operation: "patchListingsItem" });
  const quantities = sent.flatMap((request) => request.quantities.map(({ quantity }) => quantity));
  return quantities.length > 0 && quantities;
}

/** Units in the hub's orders. */
async function ordered(): Promise<number> {
  const { rows } = await hub.database.pool.query<{ units: number }>(
    "select coalesce(sum(ordered), 0)::int as units from order_line",
  );
  return rows[0]?.units ?? 0;
}
