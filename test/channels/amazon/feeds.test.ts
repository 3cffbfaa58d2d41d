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

/** Sends a feed of these SKUs, however few, and gives its name. */
async function sendFew(seller: Account, skus: string[]): Promise<string> {
  const tally = new PushTally(signal);
  const rows = skus.map((sku) => wantedOf(sku, 8, null));
  await sendInFeed(seller, tally, rows, true, signal);
  const [accepted] = tally.report().results;
  return accepted?.kind === "accepted" ? (accepted.reference ?? "") : "";
}

function sellerOf({ root }: AmazonAccount): Account {
  const credentials = { clientId: "client", clientSecret: "client-secret", refreshToken: "Atzr|refresh" };
  const client = amazonClient({
    ...{ root: new URL(root), login: new URL(`${root}/auth/o2/token`), credentials },
    ...{ rateFactor: 1_000, budgets: ownBudgets(), timeoutMs: undefined },
  });
  return { client, sellerId: "A3TH9S8BH6GOGM", marketplaceIds: ["A1805IZSGTT6HS"] };
}

test("feeds that have not ended are found, over several pages, and none that ended", async () => {
  const seller = sellerOf(account);
  const since = new Date();
  await sendFew(seller, ["SKU-1"]);
  await account.control.endFeeds("amazon", "seller");
  const open = new Set<string>();
  for (let number = 0; number < 101; number++) open.add(await sendFew(seller, ["SKU-2"]));
  const found = await account.connect().findPushes?.(since, signal);
  expect(found).toHaveLength(101);
  expect(new Set(found)).toEqual(open);
});

test("what a feed refused of a SKU is told in Amazon's words", async () => {
  const reference = await sendFew(sellerOf(account), ["SKU-1", "gone"]);
  await account.control.endFeeds("amazon", "seller");
  expect(await look(reference)).toEqual({
    kind: "done",
    refused: [{ platformId: "gone", error: expect.stringMatching(/^13013: .*feed 5/) }],
  });
  expect(await account.live("SKU-1")).toBe(8);
});

test("a feed that Amazon does not know any more has ended", async () => {
  expect(await look("123")).toEqual({ kind: "done", refused: [] });
});
