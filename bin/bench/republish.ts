import { newId, republishAll } from "@stockpool/stock";
import type pg from "pg";
import type { TrialHub } from "../trial/trial-hub.ts";
import { type Filled, fillCatalogue } from "./fill.ts";

export interface Republishing {
  listings: number;
  /** Listings per second after a change of the rule for the whole hub; the median of the rounds. */
  perSecond: number;
  /** Longest that one chunk held its locks, in any round. */
  longestMs: number;
  /** What one bare update of the same rows does per second: no rules, no locks in order, no jobs. */
  barePerSecond: number;
}

const rounds = 3;
const channels = 3;
const everything = { channelId: null, productId: null };

/** How fast all listings get new quantities after the rule for the whole hub changed. */
export async function benchRepublish(hub: TrialHub, products = 20_000): Promise<Republishing> {
  const filled = await fillCatalogue(hub, products, channels);
  const chunks: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await changeRule(hub.pool, round);
    const begin = performance.now();
    await republishAll(timed(hub.pool, chunks), everything);
    rates.push((products * channels) / ((performance.now() - begin) / 1000));
    await prove(hub.pool, filled, products, round);
  }
  const bare = await barePerSecond(hub.pool, filled, products);
  const perSecond = rates.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  return { listings: products * channels, perSecond, longestMs: Math.max(...chunks), barePerSecond: bare };
}

const capOf = (round: number) => 900_000 - round;

async function changeRule(pool: pg.Pool, round: number): Promise<void> {
  await pool.query(
    "insert into rule (id, cap) values ($1, $2) on conflict (channel_id, product_id) do update set cap = excluded.cap",
    [newId(), capOf(round)],
  );
}

/** The same pool; how long each transaction took from its begin to its end is noted. */
function timed(pool: pg.Pool, chunks: number[]): pg.Pool {
  return new Proxy(pool, {
    get(target, name) {
      const own = Reflect.get(target, name, target);
      // The pool connects also by itself, for single statements: those hold no lock of a product.
      if (name !== "connect") return typeof own === "function" ? own.bind(target) : own;
      return async () => {
        const client = await target.connect();
        const begin = performance.now();
        return new Proxy(client, {
          get(inner, field) {
            if (field === "release") chunks.push(performance.now() - begin);
            const value = Reflect.get(inner, field, inner);
            return typeof value === "function" ? value.bind(inner) : value;
          },
        });
      };
    },
  });
}

async function prove(pool: pg.Pool, { channelIds }: Filled, products: number, round: number): Promise<void> {
  const { rows } = await pool.query<{ count: number }>(
    "select count(*)::int as count from published_quantity where channel_id = any($1) and quantity = $2",
    [channelIds, capOf(round)],
  );
  if (rows[0]?.count !== products * channels) throw new Error(`only ${rows[0]?.count} listings have the new quantity`);
}

async function barePerSecond(pool: pg.Pool, { channelIds }: Filled, products: number): Promise<number> {
  const begin = performance.now();
  await pool.query(
    "update published_quantity set quantity = quantity - 1, version = version + 1 where channel_id = any($1)",
    [channelIds],
  );
  return (products * channels) / ((performance.now() - begin) / 1000);
}
