import type { Connector } from "@stockpool/channels";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Account } from "../../../channels/src/amazon/account.ts";
import { amazonClient } from "../../../channels/src/amazon/client.ts";
import { sendInFeed } from "../../../channels/src/amazon/feeds.ts";
import { ownBudgets } from "../../../channels/src/http/budgets.ts";
import { PushTally } from "../../../channels/src/push-tally.ts";
import { type AmazonAccount, amazonAccount, signal, wantedOf } from "../make/amazon-account.ts";

/** As many first writes as go in one feed. */
const skus = Array.from({ length: 300 }, (_, number) => `SKU-${number}`);
const feedMs = 3_600_000;
let account: AmazonAccount;

beforeEach(async () => {
  account = await amazonAccount({ feedMs });
  const goods = skus.map((sku) => ({ sku, title: sku, stock: 5 }));
  await account.control.putProducts("amazon", "seller", goods);
});
afterEach(async () => {
  expect(await account.control.violations()).toEqual([]);
  await account.sandbox.close();
});

/** Sends all SKUs and gives the name of the feed. */
async function send({ pushQuantities }: Connector): Promise<string> {
  const { results } = await pushQuantities(
    skus.map((sku) => wantedOf(sku, 8, null)),
    signal,
  );
  const references = new Set(results.map((result) => (result.kind === "accepted" ? result.reference : result.kind)));
  expect([results.length, references.size]).toEqual([300, 1]);
  return [...references][0] ?? "";
}

const look = (reference: string) => account.connect().lookAtPushes?.(reference, signal);

test("any process can ask how far a feed is, and hears when Amazon has done all of it", async () => {
  const reference = await send(account.connector);
  expect(await look(reference)).toEqual({ kind: "going_on" });
  expect(await account.live("SKU-7")).toBe(5);
  await account.control.endFeeds("amazon", "seller");
  expect(await look(reference)).toEqual({ kind: "done", refused: [] });
  expect(await account.live("SKU-7")).toBe(8);
});

test.each(["FATAL", "CANCELLED"] as const)("a feed that ends as %s has failed, and changed nothing", async (as) => {
  const reference = await send(account.connector);
  await account.control.endFeeds("amazon", "seller", { as });
  expect(await look(reference)).toEqual({ kind: "failed", error: expect.stringMatching(new RegExp(`${as}.$`)) });
  expect(await account.live("SKU-7")).toBe(5);
});

test("what a feed refused of a SKU is told in Amazon's words", async () => {
  const credentials = { clientId: "client", clientSecret: "client-secret", refreshToken: "Atzr|refresh" };
  const client = amazonClient({
    ...{ root: new URL(account.root), login: new URL(`${account.root}/auth/o2/token`), credentials },
    ...{ rateFactor: 1_000, budgets: ownBudgets(), timeoutMs: undefined },
  });
  const seller: Account = { client, sellerId: "A3TH9S8BH6GOGM", marketplaceIds: ["A1805IZSGTT6HS"] };
  const tally = new PushTally(signal);
  await sendInFeed(seller, tally, [wantedOf("SKU-1", 8, null), wantedOf("gone", 3, null)], true, signal);
  const [accepted] = tally.report().results;
  await account.control.endFeeds("amazon", "seller");
  expect(await look(accepted?.kind === "accepted" ? (accepted.reference ?? "") : "")).toEqual({
    kind: "done",
    refused: [{ platformId: "gone", error: expect.stringMatching(/^13013: .*feed 5/) }],
  });
  expect(await account.live("SKU-1")).toBe(8);
});

test("a feed that Amazon does not know any more has ended", async () => {
  expect(await look("123")).toEqual({ kind: "done", refused: [] });
});
