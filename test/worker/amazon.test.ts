import { afterEach, expect, test } from "vitest";
import { type AmazonHub, makeAmazonHub } from "./make/amazon.ts";
import { until } from "./make/until.ts";

let hub: AmazonHub;

afterEach(() => hub.end());

test("without a queue, polling alone finds a sale, and one that is still pending reserves", async () => {
  hub = await makeAmazonHub(10);
  await hub.sell(3);
  await hub.queueJob("poll_orders");
  await until("the sale reserves", async () => (await hub.reserved()) === 3);
  expect(await hub.live()).toBe(7);
  const requests = await hub.sandbox.control.requests({ operation: "AmazonSQS" });
  expect(requests).toEqual([]);
});

test("with a queue, sales come through it and cost no call; what comes twice or in another order counts once", async () => {
  hub = await makeAmazonHub(50, { hasQueue: true });
  await hub.queueJob("ensure_webhooks");
  await until("Amazon is asked for notifications", async () => {
    const asked = await hub.sandbox.control.requests({ operation: "createSubscription" });
    return asked.some(({ status }) => status === 200);
  });
  await hub.sandbox.control.plantFault({ on: "webhook", platform: "amazon", action: "duplicate", probability: 0.5 });
  const orders: string[] = [];
  for (let number = 0; number < 12; number++) orders.push(await hub.sell(1));
  for (const order of orders.slice(0, 4)) await hub.sandbox.control.cancel("amazon", "seller", order);
  await hub.queueJob("pull_notifications");
  await until("12 sales came and 4 were cancelled", async () => {
    const { rows } = await hub.database.pool.query<{ count: number; cancelled: number }>(
      'select count(*)::int, sum(l.cancelled)::int as cancelled from "order" o join order_line l on l.order_id = o.id',
    );
    return rows[0]?.count === 12 && rows[0].cancelled === 4;
  });
  expect(await hub.reserved()).toBe(8);
  expect(await hub.sandbox.control.requests({ operation: "searchOrders" })).toEqual([]);
  expect(await hub.sandbox.control.requests({ operation: "getOrder" })).toEqual([]);
  expect(await hub.sandbox.control.violations()).toEqual([]);
});

test("a quantity that Amazon accepted is confirmed when buyers see it, and is not written twice until then", async () => {
  hub = await makeAmazonHub(10, { effectMs: 1_500 });
  await hub.change(5);
  await until("Amazon accepts it", async () => (await pushes())[0]?.isAccepted);
  expect((await pushes())[0]).toMatchObject({ state: "sent", quantity: 15 });
  await until("it is confirmed", async () => (await pushes())[0]?.state === "confirmed");
  expect(await hub.live()).toBe(15);
  expect(await hub.sandbox.control.requests({ operation: "patchListingsItem" })).toHaveLength(1);
});

test("a lowering does not wait for a quantity that is accepted and not shown yet", async () => {
  hub = await makeAmazonHub(10, { effectMs: 4_000 });
  await hub.change(5);
  await until("Amazon accepts it", async () => (await pushes())[0]?.isAccepted);
  await hub.change(-13);
  await until("the lower one is accepted too", async () => {
    const sent = await hub.sandbox.control.requests({ operation: "patchListingsItem" });
    return sent.flatMap(({ quantities }) => quantities.map(({ quantity }) => quantity)).includes(2);
  });
  await until("buyers see it", async () => (await hub.live()) === 2);
});

interface SeenPush {
  state: string;
  quantity: number;
  isAccepted: boolean;
}

/** The listing's pushes, newest first. */
async function pushes(): Promise<SeenPush[]> {
  const { rows } = await hub.database.pool.query<SeenPush>(
    'select state, quantity, accepted_at is not null as "isAccepted" from push where listing_id = $1 order by at desc',
    [hub.listing.id],
  );
  return rows;
}
