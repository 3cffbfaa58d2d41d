import { afterEach, describe, expect, test } from "vitest";
import { openSeller, type TestSeller } from "../make/seller.ts";

let seller: TestSeller;

afterEach(async () => {
  expect(await seller.sandbox.control.violations()).toEqual([]);
  await seller.close();
});

const orders = "/orders/2026-01-01/orders?lastUpdatedAfter=2020-01-01T00:00:00Z";

describe("tokens", () => {
  test("a wrong secret is 401, a wrong refresh token 400, in the words of Login with Amazon", async () => {
    seller = await openSeller();
    expect(await seller.signIn({ client_secret: "guess" })).toMatchObject({
      status: 401,
      body: { error: "invalid_client" },
    });
    expect(await seller.signIn({ refresh_token: "guess" })).toMatchObject({
      status: 400,
      body: { error: "invalid_grant" },
    });
  });

  test("one that is expired, or unknown, or for another kind of call, is 403", async () => {
    seller = await openSeller();
    await seller.sandbox.control.expireTokens("amazon", "seller");
    const expired = await seller.call("GET", orders);
    expect(expired).toMatchObject({ status: 403, body: { errors: [{ code: "Unauthorized" }] } });
    expect(expired.body.errors[0].details).toContain("expired");
    await seller.signIn();
    expect((await seller.call("GET", orders)).status).toBe(200);
    expect((await seller.call("GET", "/notifications/v1/destinations")).status).toBe(403);
    await seller.signIn({ grant_type: "client_credentials", scope: "sellingpartnerapi::notifications" });
    expect((await seller.call("GET", "/notifications/v1/destinations")).status).toBe(200);
    expect((await seller.call("GET", orders)).status).toBe(403);
  });

  test("another seller's listings are not shown", async () => {
    seller = await openSeller();
    const path = "/listings/2021-08-01/items/AOTHERSELLER?marketplaceIds=A1805IZSGTT6HS";
    expect((await seller.call("GET", path)).status).toBe(403);
  });
});

describe("usage plans", () => {
  test("the bucket gives its burst and then a call as often as its rate; 429 names no time", async () => {
    seller = await openSeller({ rateFactor: 1 });
    const statuses: number[] = [];
    for (let number = 0; number < 21; number++) statuses.push((await seller.call("GET", orders)).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    const refused = await seller.call("GET", orders);
    expect(refused.body).toMatchObject({ errors: [{ code: "QuotaExceeded" }] });
    expect(refused.headers.get("retry-after")).toBeNull();
  });

  test("a success tells the steady rate, and each operation has its own bucket", async () => {
    seller = await openSeller({ rateFactor: 1 });
    for (let number = 0; number < 21; number++) await seller.call("GET", orders);
    const other = await seller.call("GET", "/sellers/v1/marketplaceParticipations");
    expect(other.status).toBe(200);
    expect(other.headers.get("x-amzn-ratelimit-limit")).toBe("0.016");
  });
});

describe("orders", () => {
  test("a time in the last two minutes is no end, and only one beginning may be named", async () => {
    seller = await openSeller({ horizonMs: 120_000 });
    const before = (ms: number) => encodeURIComponent(new Date(Date.now() - ms).toISOString());
    expect((await seller.call("GET", `${orders}&lastUpdatedBefore=${before(60_000)}`)).status).toBe(400);
    expect((await seller.call("GET", `${orders}&lastUpdatedBefore=${before(130_000)}`)).status).toBe(200);
    expect((await seller.call("GET", `${orders}&createdAfter=${before(200_000)}`)).status).toBe(400);
    expect((await seller.call("GET", "/orders/2026-01-01/orders")).status).toBe(400);
  });

  test("pages go on by their token, and an unknown token is refused", async () => {
    seller = await openSeller();
    for (let number = 0; number < 5; number++) {
      await seller.sandbox.control.placeOrder("amazon", "seller", { lines: [{ sku: "A", quantity: 1 }] });
    }
    const first = await seller.call("GET", `${orders}&maxResultsPerPage=3`);
    const { nextToken } = first.body.pagination;
    const second = await seller.call("GET", `${orders}&maxResultsPerPage=3&paginationToken=${nextToken}`);
    expect([first.body.orders.length, second.body.orders.length]).toEqual([3, 2]);
    expect(second.body.pagination).toBeUndefined();
    expect((await seller.call("GET", `${orders}&paginationToken=guess`)).status).toBe(400);
  });

  test("a page's token is good for a day", async () => {
    seller = await openSeller();
    const { control } = seller.sandbox;
    for (let number = 0; number < 2; number++) {
      await control.placeOrder("amazon", "seller", { lines: [{ sku: "A", quantity: 1 }] });
    }
    const next = async () => {
      const { body } = await seller.call("GET", `${orders}&maxResultsPerPage=1`);
      return `${orders}&paginationToken=${body.pagination.nextToken}`;
    };
    const [early, late] = [await next(), await next()];
    expect(await afterHours(23, early)).toBe(200);
    expect(await afterHours(25, late)).toBe(400);
  });
});

test("a page's token of Amazon's warehouse is good for 30 seconds", async () => {
  seller = await openSeller();
  const goods = Array.from({ length: 51 }, (_, number) => ({ sku: `F${number}`, title: "F", fba: { fulfillable: 1 } }));
  await seller.sandbox.control.putProducts("amazon", "seller", goods);
  const scope = "granularityType=Marketplace&granularityId=A1805IZSGTT6HS&marketplaceIds=A1805IZSGTT6HS";
  const path = `/fba/inventory/v1/summaries?details=true&${scope}`;
  const { body } = await seller.call("GET", path);
  const next = `${path}&nextToken=${body.pagination.nextToken}`;
  expect((await seller.call("GET", next)).status).toBe(200);
  expect(await afterHours(31 / 3_600, next)).toBe(400);
});

/** What is answered so much later, with a fresh token of Login with Amazon. */
async function afterHours(hours: number, path: string): Promise<number> {
  await seller.sandbox.control.setClock({ aheadMs: hours * 3_600_000 });
  await seller.signIn();
  const { status } = await seller.call("GET", path);
  await seller.sandbox.control.setClock({ aheadMs: 0 });
  await seller.signIn();
  return status;
}
