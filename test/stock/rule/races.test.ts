import { randomUUID } from "node:crypto";
import { changeRules, type RuleEdit, undoRuleChange } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { act, makeGoods, makeWorld, publishedOf, type World } from "../world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(20);
});

afterEach(() => world.drop());

function change(edits: RuleEdit[], key: string) {
  return changeRules(world.pool, { key, actor: "test", reason: key, edits, confirmZeroing: true }, new Date());
}

const hubCap = (cap: number): RuleEdit[] => [{ channelId: null, productId: null, set: { cap } }];

test("the same change sent eight times at once is made once", async () => {
  const goods = await makeGoods(world, 10);
  const answers = await Promise.all(Array.from({ length: 8 }, () => change(hubCap(3), "once")));
  expect(answers.filter((one) => one.kind === "rules_changed" && !one.isRepeated)).toHaveLength(1);
  expect(answers.filter((one) => one.kind === "rules_changed" && one.isRepeated)).toHaveLength(7);
  await act(world, { verb: "republish", productIds: [goods.id] });
  expect(await publishedOf(world, goods.onBol)).toBe(3);
});

test("changes of one rule at once follow each other: each keeps what the one before it left", async () => {
  await Promise.all(Array.from({ length: 8 }, (_, index) => change(hubCap(index + 1), `change ${index}`)));
  const { rows } = await world.pool.query<{ before: number | null; after: number }>(
    `select (r.before ->> 'cap')::int as before, (r.after ->> 'cap')::int as after
     from rule_change_row r join rule_change c on c.id = r.change_id order by c.at, c.id`,
  );
  const befores = rows.map((row) => row.before);
  const afters = rows.map((row) => row.after);
  const { rows: rules } = await world.pool.query<{ cap: number }>("select cap from rule");
  // A chain: nothing was before the first, and each value but the last is what another one found.
  expect(befores.filter((cap) => cap === null)).toHaveLength(1);
  expect([...befores.filter((cap) => cap !== null), rules[0]?.cap].sort()).toEqual([...afters].sort());
});

test("a change that is taken back twice at once is taken back once", async () => {
  const made = await change(hubCap(3), "made");
  if (made.kind === "refused") throw new Error(made.refusal.message);
  const undo = () =>
    undoRuleChange(
      world.pool,
      { key: randomUUID(), actor: "test", changeId: made.changeId, confirmZeroing: true },
      new Date(),
    );
  const answers = await Promise.all(Array.from({ length: 6 }, undo));
  expect(answers.filter((one) => one.kind === "rules_changed")).toHaveLength(1);
  expect(answers.filter((one) => one.kind === "refused" && one.refusal.code === "rule_change_undone")).toHaveLength(5);
  expect((await world.pool.query("select from rule")).rows).toHaveLength(0);
});
