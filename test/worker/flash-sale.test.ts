import { startFlashSale } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { startWorkerProcess } from "./make/worker-process.ts";
import { makeWorld, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(6);
});

afterEach(() => world.end());

/** A sale of the world's product that ends in so many milliseconds. */
async function startSale(ms: number): Promise<string> {
  const at = new Date();
  const started = await startFlashSale(
    world.database.pool,
    {
      ...{ key: "friday", actor: "test", name: "Friday", productIds: [world.product.id], caps: [] },
      endsAt: new Date(at.getTime() + ms),
    },
    at,
  );
  if (started.kind === "refused") throw new Error(started.refusal.message);
  return started.flashSaleId;
}

async function sale() {
  const { rows } = await world.database.pool.query<{
    endsAt: Date;
    endedAt: Date | null;
    endedBy: string | null;
    report: { sold: unknown[]; rulesKept: string | null } | null;
  }>(`select ends_at as "endsAt", ended_at as "endedAt", ended_by as "endedBy", report from flash_sale`);
  if (!rows[0]) throw new Error("there is no sale");
  return rows[0];
}

async function ruleCount(): Promise<number> {
  return (await world.database.pool.query("select from rule")).rows.length;
}

/** Both listings are guaranteed and all that they may sell is theirs, or, without a sale, none is. */
async function untilGuaranteed(listings: number): Promise<void> {
  await until(`${listings} listings are guaranteed`, async () => {
    const { rows } = await world.database.pool.query("select from exposure");
    return rows.length === listings;
  });
}

test("a sale ends by itself at its time, what it came to is reported, and the shops show everything again", async () => {
  await world.work();
  // Long enough for a slow machine to sell within it.
  await startSale(30_000);
  await untilGuaranteed(2);
  await until("the shops show their parts", async () => (await world.shopify.live()) + (await world.bol.live()) === 6);
  await world.bol.sell(1);
  await world.bol.poll();
  await until("the sale has ended", async () => (await sale()).endedAt);
  const { endsAt, endedAt, endedBy, report } = await sale();
  expect(endedAt?.getTime()).toBeGreaterThanOrEqual(endsAt.getTime());
  expect(endedBy).toBe("clock");
  expect(report).toMatchObject({ sold: [{ channelId: world.bol.channel.id, units: 1 }], rulesKept: null });
  await untilGuaranteed(0);
  await until("all is shared again", async () => (await world.shopify.live()) === 5 && (await world.bol.live()) === 5);
}, 120_000);

test("a worker that dies after the rules are back and before the sale is noted as ended leaves it to the next one", async () => {
  const worker = await startWorkerProcess(world);
  const flashSaleId = await startSale(5_000);
  // Keeps the note waiting, and nothing else.
  const client = await world.database.pool.connect();
  await client.query("begin");
  await client.query("select from flash_sale where id = $1 for update", [flashSaleId]);
  await until("the rules are back", async () => (await ruleCount()) === 0);
  await worker.kill();
  // Else Postgres, which has not noticed, would go on with the note that waits.
  const workers =
    "from pg_stat_activity where datname = current_database() and application_name like 'stockpool-worker%'";
  await client.query(`select pg_terminate_backend(pid) ${workers}`);
  await until(
    "nothing of it is left",
    async () => (await world.database.pool.query(`select ${workers}`)).rowCount === 0,
  );
  await client.query("rollback");
  client.release();
  expect((await sale()).endedAt).toBeNull();
  await world.work();
  await until("the sale has ended", async () => (await sale()).endedAt);
  expect((await sale()).report?.rulesKept).toBeNull();
  expect(await ruleCount()).toBe(0);
  const { rows } = await world.database.pool.query("select from rule_change where undoes_id is not null");
  expect(rows).toHaveLength(1);
}, 150_000);
