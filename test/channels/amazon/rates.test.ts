import { afterEach, expect, test } from "vitest";
import { rates } from "../../../channels/src/amazon/rates.ts";
import { type AmazonAccount, amazonAccount, signal, wantedOf } from "../make/amazon-account.ts";

let account: AmazonAccount | null = null;

afterEach(async () => {
  await account?.sandbox.close();
  account = null;
});

const toldRate = (text: string) => new Headers({ "x-amzn-RateLimit-Limit": text });

test("the rate that Amazon's answers tell replaces the usage plan's", async () => {
  account = await amazonAccount();
  await account.control.putProducts("amazon", "seller", [{ sku: "A", title: "A", stock: 5 }]);
  // By the plan that it begins with, a second call would have to wait for 20 seconds.
  const connector = account.connect({}, { rateFactor: 0.01 });
  for (const _ of [1, 2]) expect(await connector.readQuantities([wantedOf("A", 5)], signal)).toHaveLength(1);
});

test("an account that is given less is asked less often, also after a refusal; other operations keep their plans", () => {
  const told = rates(1);
  told.note("getOrder", toldRate("0.1"));
  expect(told.bucketOf("getOrder")).toEqual({ perSecond: 0.095, max: 28.5 });
  expect(told.refillMs("getOrder")).toBe(10_000);
  expect(told.refillMs("getFeed")).toBe(500);
});

test("what is no rate changes nothing", () => {
  const told = rates(1);
  for (const text of ["", "0", "-1", "often", "Infinity"]) told.note("getOrder", toldRate(text));
  told.note("getOrder", new Headers());
  expect(told.refillMs("getOrder")).toBe(2_000);
});
