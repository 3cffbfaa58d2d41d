import { expect, test } from "vitest";
import type { Account } from "../../../channels/src/amazon/account.ts";
import { amazonClient } from "../../../channels/src/amazon/client.ts";
import { keepFeeds } from "../../../channels/src/amazon/feeds.ts";
import { ownBudgets } from "../../../channels/src/http/budgets.ts";
import { PushTally } from "../../../channels/src/push-tally.ts";
import { amazonAccount, signal, wantedOf } from "../make/amazon-account.ts";

test("what a feed refused of a SKU is told in Amazon's words, once; what it took is not", async () => {
  const { sandbox, control, root } = await amazonAccount({ feedMs: 0 });
  await control.putProducts("amazon", "seller", [{ sku: "A", title: "A", stock: 5 }]);
  const credentials = { clientId: "client", clientSecret: "client-secret", refreshToken: "Atzr|refresh" };
  const client = amazonClient({
    ...{ root: new URL(root), login: new URL(`${root}/auth/o2/token`), credentials, rateFactor: 1_000 },
    ...{ budgets: ownBudgets(), timeoutMs: undefined },
  });
  const account: Account = { client, sellerId: "A3TH9S8BH6GOGM", marketplaceIds: ["A1805IZSGTT6HS"] };
  let time = 0;
  const feeds = keepFeeds(account, true, () => time);
  const tally = new PushTally(signal);
  const rows = [wantedOf("A", 8, null), wantedOf("gone", 3, null)];
  await feeds.send(
    tally,
    rows.map((row) => ({ row, marketplaceId: "A1805IZSGTT6HS" })),
    signal,
  );
  expect(tally.report().results.map(({ kind }) => kind)).toEqual(["accepted", "accepted"]);
  await expect.poll(async () => (await control.stock("amazon", "seller")).A).toBe(8);
  expect(await feeds.refusals(["A", "gone"], signal)).toEqual(new Map());
  time += 30_000;
  expect(await feeds.refusals(["A", "gone"], signal)).toEqual(
    new Map([["gone", expect.stringMatching(/^13013: .*feed 5/)]]),
  );
  time += 30_000;
  expect(await feeds.refusals(["A", "gone"], signal)).toEqual(new Map());
  expect(await control.requests({ operation: "getFeed" })).toHaveLength(2);
  expect(await control.violations()).toEqual([]);
  await sandbox.close();
});
