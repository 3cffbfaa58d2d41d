import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

const told = () => ({ key: randomUUID(), actor: "test", reason: "quote" });

async function hold(quantity: number, forMs: number) {
  await world.command({
    ...{ verb: "hold", ...told(), reference: "quote 7", expiresAt: new Date(Date.now() + forMs) },
    ...{
      from: { kind: "location", locationId: world.location.id },
      lines: [{ productId: world.product.id, quantity }],
    },
  });
}

async function untilEnded() {
  await until("the hold is ended", async () => {
    const { rows } = await world.database.pool.query("select from hold where ended_as = 'expired'");
    return rows.length > 0;
  });
}

test("what a hold keeps is taken from every shop, and is back once its time has come", async () => {
  await world.work();
  await untilInStep(world, 10);
  await hold(4, 2_000);
  await untilInStep(world, 6);
  await untilEnded();
  await untilInStep(world, 10);
  const { rows } = await world.database.pool.query(
    "select extract(epoch from ended_at - expires_at)::float8 as late from hold",
  );
  expect(rows[0].late).toBeGreaterThanOrEqual(0);
});

test("a hold whose job was lost is ended by the clock's round", async () => {
  await hold(4, 500);
  const { pool } = world.database;
  await pool.query(
    "select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs where task_identifier = 'expire_holds'",
  );
  await until("the hold has expired", async () => {
    const { rows } = await pool.query("select from hold where expires_at <= now()");
    return rows.length > 0;
  });
  await pool.query("select graphile_worker.add_job('expire_holds')");
  await world.work();
  await untilEnded();
  await untilInStep(world, 10);
});
