import { afterEach, describe, expect, test } from "vitest";
import { openAccount, type TestAccount } from "../make/account.ts";

let account: TestAccount;
afterEach(() => account.close());

describe("budgets", () => {
  test("the request after the last one allowed is answered 429, and says when to come back", async () => {
    account = await openAccount([5], { rateFactor: 0.08 });
    const list = () => account.call("GET", "/retailer/orders?status=ALL");
    const [first, second, third] = [await list(), await list(), await list()];
    expect([first.status, second.status, third.status]).toEqual([200, 200, 429]);
    expect(first.headers.get("x-ratelimit-limit")).toBe("2");
    expect(first.headers.get("x-ratelimit-remaining")).toBe("1");
    expect(third.headers.get("x-ratelimit-remaining")).toBe("0");
    const seconds = Number(third.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(third.body).toMatchObject({ status: 429, title: "Too Many Requests" });
  });

  test("each endpoint has its own", async () => {
    account = await openAccount([5], { rateFactor: 0.08 });
    const paths = ["/retailer/orders?status=ALL", "/retailer/offers", "/retailer/subscriptions"];
    for (const path of paths) expect((await account.call("GET", path)).status).toBe(200);
  });
});

describe("media types", () => {
  test("another version is not acceptable", async () => {
    account = await openAccount([5]);
    const { status } = await account.call("GET", "/retailer/offers", undefined, {
      accept: "application/vnd.retailer.v10+json",
    });
    expect(status).toBe(406);
  });

  test("a body of another version is not supported, and changes nothing", async () => {
    account = await openAccount([5]);
    const path = `/retailer/offers/${account.offers[0]?.platformId}`;
    const { status } = await account.call(
      "PATCH",
      path,
      { stock: { amount: 1 } },
      { "content-type": "application/json" },
    );
    expect(status).toBe(415);
    expect((await account.stock()).amount).toBe(5);
  });
});

describe("tokens", () => {
  const ask = (body: string, authorization: string, query = "") =>
    fetch(`${account.url}/token${query}`, {
      method: "POST",
      headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
      body,
    });
  const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

  test("live for 299 seconds", async () => {
    account = await openAccount([5]);
    const response = await ask("grant_type=client_credentials", basic("id:secret"));
    expect(await response.json()).toMatchObject({ token_type: "Bearer", expires_in: 299 });
  });

  test("are not given for wrong credentials, another grant, or a secret in the address", async () => {
    account = await openAccount([5]);
    expect((await ask("grant_type=client_credentials", basic("id:wrong"))).status).toBe(401);
    expect((await ask("grant_type=password", basic("id:secret"))).status).toBe(400);
    expect((await ask("", basic("id:secret"), "?grant_type=client_credentials")).status).toBe(400);
  });

  test("end when the account says so", async () => {
    account = await openAccount([5]);
    await account.sandbox.control.expireTokens("bol", "account");
    expect((await account.call("GET", "/retailer/offers")).status).toBe(401);
  });
});

const specs = process.env.PLATFORM_SPECS_DIR;
if (!specs) console.warn("SKIPPED: broken contracts are not looked for, because PLATFORM_SPECS_DIR is not set");

test.skipIf(!specs)("a field that bol does not publish is a broken contract: 500, and remembered", async () => {
  account = await openAccount([5]);
  const path = `/retailer/offers/${account.offers[0]?.platformId}`;
  const { status, body } = await account.call("PATCH", path, { stock: { quantity: 1 } });
  expect(status).toBe(500);
  expect(body.detail).toContain("must NOT have additional properties: quantity");
  const query = await account.call("GET", "/retailer/orders?state=ALL");
  expect(query.body.detail).toContain("must NOT have additional properties: state");
  expect(await account.sandbox.control.violations()).toHaveLength(2);
});
