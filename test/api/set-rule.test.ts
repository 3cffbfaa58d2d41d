import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

async function jobs(): Promise<string[]> {
  const { rows } = await world.pool.query<{ key: string }>("select key from graphile_worker.jobs order by key");
  return rows.map(({ key }) => key);
}

describe("setRule", () => {
  const set = `mutation ($input: SetRuleInput!) { setRule(input: $input) {
    ... on RuleSet { rule { id cap safetyStockUnits sharePercent shareKind channel { code } product { sku } } }
    ... on Refusal { code message } } }`;

  test("makes one rule per scope, keeps what is left out, clears what is null, and queues the republishing", async () => {
    const channel = await makeChannel(world.pool);
    const channelId = nodeId("Channel", channel.id);
    const rule = { cap: 9, safetyStockUnits: 2, sharePercent: null, channel: { code: channel.code }, product: null };
    expect(await world.ask(set, { input: { channelId, cap: 9, safetyStockUnits: 2 } })).toMatchObject({
      setRule: { rule },
    });
    const share = { shareKind: "percentage", sharePercent: 33.33 };
    expect(await world.ask(set, { input: { channelId, cap: null, ...share } })).toMatchObject({
      setRule: { rule: { ...rule, ...share, cap: null } },
    });
    const { rules } = await world.ask<{ rules: { edges: unknown[] } }>(
      "query ($channelId: ID) { rules(channelId: $channelId) { edges { node { safetyStockUnits sharePercent } } } }",
      { channelId },
    );
    expect(rules.edges).toEqual([{ node: { safetyStockUnits: 2, sharePercent: 33.33 } }]);
    expect(await jobs()).toContain(`republish:${channel.id}:all`);
  });

  test.each([
    [{ incomingDays: 366 }, "incomingDays must be 0–365 whole days, got 366"],
    [{ sharePercent: 101 }, "sharePercent must be 0–100"],
    [{ safetyStockPercent: 0.001 }, "two decimals"],
    [{ cap: -1 }, "cap must be 0–"],
    [{}, "got none"],
  ])("refuses %j", async (fields, words) => {
    expect(await world.ask(set, { input: fields })).toMatchObject({
      setRule: { code: "rule_not_valid", message: expect.stringContaining(words) },
    });
  });
});
