import { randomUUID } from "node:crypto";
import { changeRules, previewRules, type RuleEdit, undoRuleChange } from "@stockpool/stock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { productsConcerned } from "../../../stock/src/rule/effect.ts";
import { act, makeGoods, makeWorld, orderOf, publishedOf, type World } from "../world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld();
});

afterEach(() => world.drop());

const hub = { channelId: null, productId: null };

function change(edits: RuleEdit[], parts: { key?: string; confirmZeroing?: boolean; reason?: string } = {}) {
  const { key = randomUUID(), confirmZeroing = false, reason = "a test" } = parts;
  return changeRules(world.pool, { key, actor: "test", reason, edits, confirmZeroing }, new Date());
}

async function made(edits: RuleEdit[], reason?: string): Promise<string> {
  const changed = await change(edits, { confirmZeroing: true, ...(reason && { reason }) });
  if (changed.kind === "refused") throw new Error(changed.refusal.message);
  await republishAll();
  return changed.changeId;
}

function undo(changeId: string, key: string = randomUUID(), confirmZeroing = false) {
  return undoRuleChange(world.pool, { key, actor: "test", changeId, confirmZeroing }, new Date());
}

/** What the republish job does, so that the database is sound at the end. */
async function republishAll(): Promise<void> {
  const { rows } = await world.pool.query<{ id: string }>("select id from product");
  await act(world, { verb: "republish", productIds: rows.map((row) => row.id) });
}

async function rules() {
  const { rows } = await world.pool.query(
    "select channel_id, product_id, cap, stop_selling_at, incoming_days, guard_below from rule order by channel_id, product_id",
  );
  return rows;
}

async function jobs(): Promise<{ task: string; payload: unknown }[]> {
  const { rows } = await world.pool.query(
    `select t.identifier as task, p.payload from graphile_worker._private_jobs p
     join graphile_worker._private_tasks t on t.id = p.task_id where t.identifier in ('republish', 'recompute_velocity')`,
  );
  return rows;
}

describe("a change of rules", () => {
  test("sets many rules in one act, keeps how they were, and queues the republishing once", async () => {
    const [a, b] = [await makeGoods(world, 10), await makeGoods(world, 10)];
    await made([{ ...hub, set: { cap: 9 } }]);
    const before = await jobs();
    const edits = [a, b].map(({ id }) => ({ channelId: null, productId: id, set: { cap: 5 } }));
    const changed = await change(edits);
    expect(changed).toMatchObject({ kind: "rules_changed", isRepeated: false });
    expect((await rules()).map((rule) => rule.cap).sort()).toEqual([5, 5, 9]);
    const queued = (await jobs()).slice(before.length);
    expect(queued).toEqual([{ task: "republish", payload: { productIds: expect.arrayContaining([a.id, b.id]) } }]);
    await republishAll();
  });

  test("with the same key changes nothing a second time; with another content it is refused", async () => {
    const edits = [{ ...hub, set: { cap: 9 } }];
    const first = await change(edits, { key: "once" });
    expect(await change(edits, { key: "once" })).toEqual({ ...first, isRepeated: true });
    const other = await change([{ ...hub, set: { cap: 8 } }], { key: "once" });
    expect(other).toMatchObject({ kind: "refused", refusal: { code: "key_already_used" } });
    expect(await rules()).toMatchObject([{ cap: 9 }]);
  });

  test("is all or nothing: one field out of range, nothing is written", async () => {
    const { id } = await makeGoods(world, 10);
    const refused = await change([
      { ...hub, set: { cap: 3 } },
      { channelId: null, productId: id, set: { incomingDays: 400 } },
    ]);
    expect(refused).toMatchObject({
      refusal: { code: "rule_not_valid", message: "incomingDays must be 0–365 whole days, got 400" },
    });
    expect(await rules()).toEqual([]);
  });

  test.each<[string, RuleEdit[], string]>([
    ["names no rule", [], "rule_not_valid"],
    [
      "names a rule twice",
      [
        { ...hub, set: { cap: 1 } },
        { ...hub, set: { cap: 2 } },
      ],
      "rule_not_valid",
    ],
    ["names an unknown channel", [{ channelId: randomUUID(), productId: null, set: { cap: 1 } }], "channel_not_found"],
    ["names an unknown product", [{ channelId: null, productId: randomUUID(), set: { cap: 1 } }], "product_not_found"],
  ])("that %s is refused", async (_title, edits, code) => {
    expect(await change(edits)).toMatchObject({ kind: "refused", refusal: { code } });
  });

  test("that clears a rule's last field leaves no rule behind", async () => {
    await made([{ ...hub, set: { cap: 9, stopSellingAt: 2 } }]);
    await made([{ ...hub, set: { cap: null } }]);
    expect(await rules()).toMatchObject([{ cap: null, stop_selling_at: 2 }]);
    await made([{ ...hub, set: { stopSellingAt: null } }]);
    expect(await rules()).toEqual([]);
  });
});

describe("too many listings at zero", () => {
  test("are refused with the numbers, and go with a second yes", async () => {
    for (let made = 0; made < 5; made++) await makeGoods(world, 10);
    const edits = [{ channelId: world.bol.id, productId: null, set: { cap: 0 } }];
    const refused = await change(edits);
    expect(refused).toMatchObject({
      refusal: {
        code: "too_many_zeroed",
        message: expect.stringContaining("5 of the 5 listings concerned would show 0 (100.0%)"),
      },
    });
    expect(await rules()).toEqual([]);
    expect(await change(edits, { confirmZeroing: true })).toMatchObject({ kind: "rules_changed" });
    await republishAll();
  });

  test("are those above the hub's own limit", async () => {
    const goods = [];
    for (let made = 0; made < 5; made++) goods.push(await makeGoods(world, 10));
    const two = goods.slice(0, 2).map(({ id }) => ({ channelId: world.bol.id, productId: id, set: { cap: 0 } }));
    const all = [{ channelId: world.bol.id, productId: null, set: { cap: 8 } }, ...two];
    expect(await change(all)).toMatchObject({ refusal: { code: "too_many_zeroed" } });
    await world.pool.query("update hub_setting set zeroing_percent_max = 40");
    expect(await change(all)).toMatchObject({ kind: "rules_changed" });
    await republishAll();
  });

  test("are never one alone: it is seen on the spot", async () => {
    const { id } = await makeGoods(world, 10);
    expect(await change([{ channelId: world.bol.id, productId: id, set: { cap: 0 } }])).toMatchObject({
      kind: "rules_changed",
    });
    await republishAll();
  });
});

describe("undo", () => {
  test("gives every rule back as it was: changed, new and removed ones", async () => {
    const [a, b, c] = [await makeGoods(world, 10), await makeGoods(world, 10), await makeGoods(world, 10)];
    const of = (product: { id: string }) => ({ channelId: null, productId: product.id });
    await made([
      { ...of(a), set: { cap: 9, guardBelow: 0 } },
      { ...of(b), set: { cap: 8 } },
    ]);
    const before = await rules();
    const changeId = await made([
      { ...of(a), set: { cap: 1, incomingDays: 3 } },
      { ...of(b), set: null },
      { ...of(c), set: { cap: 2 } },
    ]);
    expect(await rules()).not.toEqual(before);
    expect(await undo(changeId, "back")).toMatchObject({ kind: "rules_changed", isRepeated: false });
    expect(await rules()).toEqual(before);
    expect(await undo(changeId, "back")).toMatchObject({ kind: "rules_changed", isRepeated: true });
    expect(await undo(changeId)).toMatchObject({ refusal: { code: "rule_change_undone" } });
    await republishAll();
    expect(await publishedOf(world, c.onBol)).toBe(10);
  });

  test("is refused when something newer touched a rule, and goes once that is taken back", async () => {
    const first = await made([{ ...hub, set: { cap: 9 } }], "first");
    const second = await made([{ ...hub, set: { cap: 8 } }], "second");
    expect(await undo(first)).toMatchObject({
      refusal: { code: "rule_changed_since", message: expect.stringContaining('"second"') },
    });
    expect(await undo(second)).toMatchObject({ kind: "rules_changed" });
    expect(await undo(first)).toMatchObject({ kind: "rules_changed" });
    expect(await rules()).toEqual([]);
  });

  test("that sets too many listings to zero wants a second yes, too", async () => {
    await makeGoods(world, 10);
    await made([{ ...hub, set: { cap: 0 } }]);
    const raised = await made([{ ...hub, set: { cap: 5 } }]);
    expect(await undo(raised)).toMatchObject({ refusal: { code: "too_many_zeroed" } });
    expect(await rules()).toMatchObject([{ cap: 5 }]);
    expect(await undo(raised, randomUUID(), true)).toMatchObject({ kind: "rules_changed" });
    expect(await rules()).toMatchObject([{ cap: 0 }]);
    await republishAll();
  });

  test("of an unknown change is refused", async () => {
    expect(await undo(randomUUID())).toMatchObject({ refusal: { code: "rule_change_not_found" } });
  });
});

describe("a preview", () => {
  test("tells before and after of each listing, and writes nothing", async () => {
    const [a, b] = [await makeGoods(world, 10), await makeGoods(world, 3)];
    await act(world, orderOf(world.bol, [{ platformId: a.onBol.platformId, ordered: 2 }]));
    const edits = [
      { channelId: world.bol.id, productId: null, set: { shareKind: "percentage", sharePercent: 30 } as const },
    ];
    const preview = await previewRules(world.pool, edits, new Date());
    expect(preview).toMatchObject({
      kind: "previewed",
      effect: { listings: 2, showing: 2, toZero: 1, raised: 0, lowered: 1, isSample: false },
      changed: [
        { listingId: b.onBol.id, before: 3, after: 0 },
        { listingId: a.onBol.id, before: 8, after: 2 },
      ],
    });
    expect(await rules()).toEqual([]);
    expect(await publishedOf(world, a.onBol)).toBe(8);
  });

  test("of a guarantee deals the stock: the listings together show what there is, and no unit more", async () => {
    const goods = await makeGoods(world, 11);
    const edits = [{ ...hub, set: { shareKind: "guaranteed" } as const }];
    const preview = await previewRules(world.pool, edits, new Date());
    if (preview.kind === "refused") throw new Error(preview.refusal.message);
    const after = new Map(preview.changed.map((row) => [row.listingId, row.after]));
    expect([after.get(goods.onShopify.id), after.get(goods.onBol.id)].sort()).toEqual([5, 6]);
  });

  test("is what is published once the change is made", async () => {
    const goods = [await makeGoods(world, 11), await makeGoods(world, 5), await makeGoods(world, 1)];
    const edits: RuleEdit[] = [
      { ...hub, set: { safetyStockUnits: 1, stopSellingAt: 1 } },
      { channelId: world.shopify.id, productId: goods[0]?.id ?? null, set: { shareKind: "fixed", shareUnits: 4 } },
    ];
    const preview = await previewRules(world.pool, edits, new Date());
    if (preview.kind === "refused") throw new Error(preview.refusal.message);
    await made(edits);
    expect(preview.changed.length).toBe(6);
    for (const { listingId, after } of preview.changed) expect(await publishedOf(world, { id: listingId })).toBe(after);
  });

  test("of very many products looks at an even sample, always the same one, and says so", async () => {
    await world.pool.query(
      `with made as (
         insert into product (id, sku, title) select gen_random_uuid(), 'P' || n, 'thing' from generate_series(1, 5001) as n returning id
       )
       insert into listing (id, channel_id, product_id, platform_id, title, status)
       select gen_random_uuid(), $1, id, id::text, 'thing', 'linked' from made`,
      [world.bol.id],
    );
    const sample = await productsConcerned(world.pool, [hub]);
    expect([new Set(sample.productIds).size, sample.isSample]).toEqual([5_000, true]);
    expect(await productsConcerned(world.pool, [hub])).toEqual(sample);
    const [one] = sample.productIds;
    const alone = await productsConcerned(world.pool, [{ channelId: null, productId: one ?? null }]);
    expect(alone).toEqual({ productIds: [one], isSample: false });
  });
});
