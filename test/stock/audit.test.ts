import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { audit, auditPromises, recordAudit, setRule } from "@stockpool/stock";
import { expect, it } from "vitest";
import { queueProducts } from "../../stock/src/rule/queue-republish-of.ts";
import { makeListing } from "../make/listing.ts";
import { makeBundle } from "../make/product.ts";
import { holdOf, storedOrder, told } from "./verbs/words.ts";
import { act, makeGoods, makeWorld, orderOf, type World } from "./world.ts";

/** How each promise can be broken; `$1` is a product of which everything exists once. */
const breakages: Record<string, string> = {
  level_is_sum_of_movements: "update stock_level set on_hand = on_hand + 1 where product_id = $1",
  reserved_is_sum_of_reservations: "update reservation set quantity = quantity + 1 where product_id = $1",
  incoming_is_sum_of_expectations: "update expectation set quantity = quantity + 1 where product_id = $1",
  level_is_not_negative: "update stock_level set unavailable = 99 where product_id = $1",
  bundle_has_no_stock: `with made as (insert into recipe (id, product_id, version) values (gen_random_uuid(), $1, 1) returning id)
    update product set current_recipe_id = made.id from made where product.id = $1`,
  movement_has_operation: "delete from operation o using movement m where m.operation_id = o.id and m.product_id = $1",
  ledger_refuses_changes: "alter table movement disable trigger movement_is_immutable",
  hold_keeps_what_it_promised: "update hold_line set quantity = 1 where product_id = $1",
  hold_ends_in_time: "update hold set made_at = now() - interval '1 day', expires_at = now() - interval '2 minutes'",
  parcel_was_shipped: "update shipment_line set quantity = quantity + 1",
  line_is_promised_or_short: "update order_line set cancelled = cancelled + 1 where product_id = $1",
  line_has_its_listing: "update order_line set listing_id = gen_random_uuid() where product_id = $1",
  reservation_has_its_level: "update reservation set location_id = gen_random_uuid() where product_id = $1",
  line_has_its_product: "update order_line set product_id = gen_random_uuid() where product_id = $1",
  shortage_takes_what_is_free: `insert into shortage (id, order_line_id, product_id, quantity, cause, opened_at)
    select gen_random_uuid(), id, product_id, 1, '{}', now() from order_line where product_id = $1`,
  exposed_is_sum_of_draws: "update stock_level set exposed = exposed + 1 where product_id = $1",
  draws_are_what_may_be_sold: "update exposure set units = units + 1",
  flash_sale_ends_in_time: `insert into flash_sale (id, name, starts_at, ends_at, started_by, change_id)
    select gen_random_uuid(), 'sale', now() - interval '1 day', now() - interval '6 minutes', 'test', gen_random_uuid()`,
  guaranteed_fits: "update stock_level set exposed = available + 1 where product_id = $1",
  pending_means_different: "update published_quantity set pending_since = null",
  pending_is_waiting: "delete from waiting_listing",
  published_is_explained: "update published_quantity set quantity = quantity + 1",
};

/** Drops what keeps these from happening. The audit is for the day on which one of them is missing. */
const unguard = `do $$ declare guard record; begin
  for guard in select conrelid::regclass as name, conname from pg_constraint
    where contype = 'c' and conrelid in ('stock_level'::regclass, 'published_quantity'::regclass)
      or conname in ('order_line_listing_exists', 'order_line_product_exists', 'reservation_level_exists')
  loop execute format('alter table %s drop constraint %I', guard.name, guard.conname); end loop;
end $$`;

it.each(Object.entries(breakages))("finds what breaks %s, by its id", async (check, sql) => {
  const { world, mug } = await makeBusyWorld();
  await breakIt(world, sql, mug.id);
  const breaches = await audit(world.pool);
  await world.db.drop();
  const found = breaches.filter((one) => one.check === check);
  expect(found.length).toBeGreaterThan(0);
  for (const { id } of found) expect(id).toMatch(/[0-9a-f-]{36}|^movement_is_immutable$/);
});

it("can prove every promise that it names wrong", () => {
  expect(Object.keys(breakages).sort()).toEqual(
    auditPromises()
      .map((one) => one.name)
      .sort(),
  );
});

it("keeps what it found, and the command ends with 1", async () => {
  const { world, mug } = await makeBusyWorld();
  expect((await recordAudit(world.pool)).breaches).toEqual([]);
  const sound = await runCommand(world);
  await breakIt(world, breakages.incoming_is_sum_of_expectations ?? "", mug.id);
  const broken = await runCommand(world);
  const { rows } = await world.pool.query("select breaches from audit_run order by ran_at");
  await world.db.drop();
  expect([sound.code, broken.code]).toEqual([0, 1]);
  expect(sound.output).toContain("0 broken");
  expect(broken.output).toContain(`BROKEN incoming_is_sum_of_expectations`);
  expect(broken.output).toContain(mug.id);
  expect(rows.map((row) => row.breaches.length)).toEqual([0, 0, 1]);
});

const everything = { channelId: null, productId: null };

it.each([
  ["of its product", (mug: Goods) => ({ ...everything, productId: mug.id })],
  ["of one of its channels", (_: Goods, { bol }: World) => ({ ...everything, channelId: bol.id })],
  ["of all", () => everything],
])("blames no number that a queued job is about to publish anew after a change %s", async (_, scopeOf) => {
  const { world, mug } = await makeBusyWorld();
  const set = { cap: 1 };
  await setRule(world.pool, { ...scopeOf(mug, world), set }, { ...told(), confirmZeroing: true }, new Date());
  const [strict, atWork] = [await audit(world.pool), (await recordAudit(world.pool)).breaches];
  await world.pool.query("update graphile_worker._private_jobs set attempts = max_attempts");
  const givenUp = (await recordAudit(world.pool)).breaches;
  await world.db.drop();
  const names = (breaches: { check: string }[]) => [...new Set(breaches.map(({ check }) => check))];
  expect(names(strict)).toEqual(["published_is_explained"]);
  expect(atWork).toEqual([]);
  expect(names(givenUp)).toEqual(["published_is_explained"]);
});

it("blames a bundle no more than the part that a job names, and any other number as ever", async () => {
  const { world, mug } = await makeBusyWorld();
  const bundle = await makeBundle(world.pool, [{ product: mug, quantity: 2 }]);
  const onBol = await makeListing(world.pool, { channel: world.bol, product: bundle });
  const cup = await makeGoods(world, 3);
  await act(world, { verb: "republish", productIds: [bundle.id, cup.id] });
  await world.pool.query("update published_quantity set quantity = 99, pending_since = now()");
  await queueProducts(world.pool, "republish:test", [mug.id]);
  const { breaches } = await recordAudit(world.pool);
  await world.db.drop();
  const blamed = breaches.map(({ id }) => id);
  expect(blamed).toEqual(expect.arrayContaining([cup.onBol.id, cup.onShopify.id]));
  for (const { id } of [onBol, mug.onBol, mug.onShopify]) expect(blamed).not.toContain(id);
});

type Goods = Awaited<ReturnType<typeof makeGoods>>;

/** A product with an order, a parcel, a hold and an expectation: something of everything that can be wrong. */
async function makeBusyWorld() {
  const world = await makeWorld();
  const mug = await makeGoods(world, 10);
  const order = orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 3 }]);
  const { orderId, lineIds } = await storedOrder(world, await act(world, order));
  await act(world, { verb: "ship", ...told(), orderId, lines: [{ orderLineId: lineIds[0] ?? "", quantity: 1 }] });
  await act(world, holdOf(world, mug, 2));
  const where = { productId: mug.id, locationId: world.warehouse.id };
  await act(world, { verb: "expect", ...told(), ...where, quantity: 5 });
  const cup = await makeGoods(world, 4);
  const edit = { channelId: null, productId: cup.id, set: { shareKind: "guaranteed" as const } };
  await setRule(world.pool, edit, { actor: "test", reason: "few units", confirmZeroing: true }, new Date());
  await act(world, { verb: "republish", productIds: [cup.id] });
  return { world, mug };
}

/** Changes rows behind the back of triggers and constraints. */
async function breakIt({ pool }: World, sql: string, productId: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("set session_replication_role = replica");
    await client.query(unguard);
    await client.query(sql.replaceAll("$1", `'${productId}'::uuid`));
  } finally {
    client.release(true);
  }
}

async function runCommand({ db }: World): Promise<{ code: number | null; output: string }> {
  const file = join(import.meta.dirname, "../../bin/audit.ts");
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, DATABASE_URL: db.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = text(child.stdout);
  const [code] = await once(child, "exit");
  return { code, output: await output };
}
