import { type Connector, OutcomeUnknown, PlatformError, RateLimited, Unavailable } from "@stockpool/channels";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Circuit } from "../../../worker/src/limits/circuit.ts";
import { guard } from "../../../worker/src/limits/guard.ts";
import { makeChannel } from "../../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";

const { signal } = new AbortController();
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

/** A connector of which only what `parts` says is ever called. */
function only(parts: Partial<Connector>): Connector {
  return parts as Connector;
}

async function guarded(parts: Partial<Connector>) {
  const channel = await makeChannel(database.pool);
  const connector = guard(only(parts), new Circuit(database.pool, channel.id));
  const state = async () => {
    const { rows } = await database.pool.query<{ state: string }>("select state from circuit where channel_id = $1", [
      channel.id,
    ]);
    return rows[0]?.state ?? "closed";
  };
  return { connector, state };
}

async function times(count: number, call: () => Promise<unknown>) {
  for (let one = 0; one < count; one++) await call().catch(() => {});
}

test.each([
  ["no answer", new Unavailable("no answer within 15000 ms")],
  ["a write without an answer", new OutcomeUnknown("connection broke off")],
  ["credentials that are no longer taken", new PlatformError("no", 401)],
])("%s counts as broken, and soon nobody calls", async (_what, trouble) => {
  let calls = 0;
  const { connector, state } = await guarded({
    readOrder: () => {
      calls += 1;
      return Promise.reject(trouble);
    },
  });
  await times(10, () => connector.readOrder("1", signal));
  expect(calls).toBe(3);
  expect(await state()).toBe("open");
  await expect(connector.readOrder("1", signal)).rejects.toBeInstanceOf(RateLimited);
});

test.each([
  ["a refusal", new PlatformError("bad request", 400)],
  ["an answer that is not the contract", new PlatformError("answer is not the platform's contract")],
  ["the wish to wait", new RateLimited(1_000)],
])("%s is no sign that the platform is broken", async (_what, trouble) => {
  const { connector, state } = await guarded({ readOrder: () => Promise.reject(trouble) });
  await times(10, () => connector.readOrder("1", signal));
  expect(await state()).toBe("closed");
});

test("pages that never come count too, and calls share one circuit", async () => {
  const { connector, state } = await guarded({
    pullOrders: async function* () {
      yield await Promise.reject(new Unavailable("no answer"));
    },
    readOrder: () => Promise.resolve(null),
  });
  const pull = async () => {
    for await (const _page of connector.pullOrders(new Date(), signal));
  };
  await times(3, pull);
  expect(await state()).toBe("open");
  await expect(connector.readOrder("1", signal)).rejects.toBeInstanceOf(RateLimited);
});

test("a push of which no row was answered counts; one answered row tells that the platform is there", async () => {
  const unknown = { kind: "unknown", listingId: "a", error: "no answer" } as const;
  const { connector, state } = await guarded({
    pushQuantities: (rows) =>
      Promise.resolve({
        results: rows.length > 0 ? [unknown, { kind: "confirmed", listingId: "b" }] : [unknown],
        notSent: [],
        retryAfterMs: null,
      }),
  });
  const row = { listingId: "a", platformId: "a", platformStockId: null, pushId: "p", quantity: 1, expected: 1 };
  await times(5, () => connector.pushQuantities([{ ...row, openUnits: 0 }], signal));
  expect(await state()).toBe("closed");
  await times(3, () => connector.pushQuantities([], signal));
  expect(await state()).toBe("open");
});
