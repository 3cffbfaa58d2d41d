import { RateLimited } from "@stockpool/channels";
import { expect, test } from "vitest";
import { ownBudgets } from "../../../channels/src/http/budgets.ts";
import { points } from "../../../channels/src/shopify/points.ts";

const signal = new AbortController().signal;

test("a turn that nobody used is kept, but does not outlast a pause that the shop asked for since", async () => {
  const budgets = ownBudgets(() => 0);
  const spending = points(budgets);
  await spending.takeAhead("mutation", signal);
  await spending.takeAhead("mutation", signal);
  expect(() => spending.notePause(new RateLimited(5_000))).toThrow(RateLimited);
  await expect(spending.takeAhead("mutation", signal)).rejects.toMatchObject({ retryAfterMs: 5_000 });
});
