import { startRun } from "@stockpool/stock";
import { until } from "../../make/until.ts";
import type { Shop, World } from "../../make/world.ts";

export interface DriftRow {
  id: string;
  expected: number;
  live: number;
  cause: string;
  policy: string;
  note: string | null;
  isHealing: boolean;
  endedAs: string | null;
}

/** The drifts of a shop's listing, newest first. */
export async function driftsOf(world: World, shop: Shop): Promise<DriftRow[]> {
  const { rows } = await world.database.pool.query<DriftRow>(
    `select id, expected, live, cause, policy, note, healing_at is not null as "isHealing", ended_as as "endedAs"
     from drift where listing_id = $1 order by found_at desc`,
    [shop.listing.id],
  );
  return rows;
}

export interface RunRow {
  read: number;
  missing: number;
  doubts: number;
  drifts: number;
  error: string | null;
  startedAt: Date;
  isEnded: boolean;
}

/** A shop's readings of live quantities, newest first. */
export async function runsOf(world: World, shop: Shop): Promise<RunRow[]> {
  const { rows } = await world.database.pool.query<RunRow>(
    `select read, missing, doubts, drifts, error, started_at as "startedAt", ended_at is not null as "isEnded"
     from reconcile_run where channel_id = $1 order by started_at desc`,
    [shop.channel.id],
  );
  return rows;
}

/** Begins a reading of a shop, as the clock does, and waits for its end. One that the clock began just before ends first. */
export async function reconcileNow(world: World, shop: Shop, { wait = true } = {}): Promise<void> {
  const { pool } = world.database;
  const addJob = () =>
    pool.query("select graphile_worker.add_job('reconcile', json_build_object('channelId', $1::text))", [
      shop.channel.id,
    ]);
  const untilEnded = () =>
    until(`the reading of ${shop.platform} has ended`, async () => (await runsOf(world, shop))[0]?.isEnded);
  for (;;) {
    const at = new Date();
    await startRun(pool, shop.channel.id, { actor: null, isResync: false }, at);
    await addJob();
    const [run] = await runsOf(world, shop);
    const isNew = run?.startedAt.getTime() === at.getTime();
    if (wait || !isNew) await untilEnded();
    if (isNew) return;
  }
}

export async function setPolicy(world: World, shop: Shop, policy: "hub_wins" | "ask" | "adopt"): Promise<void> {
  await world.database.pool.query("update channel set drift_policy = $2::drift_policy where id = $1", [
    shop.channel.id,
    policy,
  ]);
}
