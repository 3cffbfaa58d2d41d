import { expect, test } from "vitest";
import { ownBudgets } from "../../../channels/src/http/budgets.ts";
import { RateLimited } from "../../../channels/src/trouble.ts";

const { signal } = new AbortController();
const bucket = { max: 100, perSecond: 10 };

test("a bucket gives what it holds, fills up with time, and never beyond its rim", async () => {
  let now = 0;
  const budgets = ownBudgets(() => now);
  const take = (points: number) => budgets.takePoints("graphql", bucket, points, { signal, waitMaxMs: 0 });
  await take(100);
  await expect(take(30)).rejects.toEqual(new RateLimited(3_000));
  now = 3_000;
  await take(30);
  now = 1_000_000;
  await take(100);
  await expect(take(1)).rejects.toEqual(new RateLimited(100));
});

test("what the platform tells counts for more than what was reckoned", async () => {
  const budgets = ownBudgets(() => 0);
  budgets.told("graphql", bucket, 5);
  const taking = budgets.takePoints("graphql", bucket, 25, { signal, waitMaxMs: 0 });
  await expect(taking).rejects.toEqual(new RateLimited(2_000));
});

test("a pause holds for its endpoint and for no other", async () => {
  let now = 0;
  const budgets = ownBudgets(() => now);
  const take = (endpoint: string) => budgets.take(endpoint, { max: 5, perMs: 1_000 }, { signal, waitMaxMs: 0 });
  budgets.pause("orders", 2_500);
  await expect(take("orders")).rejects.toEqual(new RateLimited(2_500));
  await take("offers");
  now = 2_500;
  await take("orders");
});
