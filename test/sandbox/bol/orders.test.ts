import { afterEach, describe, expect, test } from "vitest";
import { openAccount, processEnd, type TestAccount } from "../make/account.ts";

let account: TestAccount;
afterEach(() => account.close());

const list = async (query: string) => (await account.call("GET", `/retailer/orders?${query}`)).body.orders;

describe("the list of orders", () => {
  test("tells EAN and quantities, not the offer; the detail tells the offer", async () => {
    account = await openAccount([5]);
    const { orderId } = await account.buy(2);
    const [order] = await list("status=ALL");
    expect(order.orderItems).toEqual([
      {
        orderItemId: expect.any(String),
        ean: "8710000000000",
        fulfilmentMethod: "FBR",
        fulfilmentStatus: "OPEN",
        quantity: 2,
        quantityShipped: 0,
        quantityCancelled: 0,
        cancellationRequest: false,
        latestChangedDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/),
      },
    ]);
    const { body } = await account.call("GET", `/retailer/orders/${orderId}`);
    expect(body.orderItems[0].offer).toEqual({ offerId: account.offers[0]?.platformId, reference: "SKU-1" });
    expect(await account.sandbox.control.violations()).toEqual([]);
  });

  test("holds fifty a page, newest first", async () => {
    account = await openAccount([999]);
    const orders = Array.from({ length: 51 }, () => ({ lines: [{ sku: "SKU-1", quantity: 1 }] }));
    const placed = await account.sandbox.control.placeOrders("bol", "account", orders);
    const [first, second] = [await list("status=ALL&page=1"), await list("status=ALL&page=2")];
    expect([first.length, second.length]).toEqual([50, 1]);
    expect(second[0].orderId).toBe(placed[0]?.placed && placed[0].orderId);
  });

  test("OPEN leaves out what was handled, ALL does not", async () => {
    account = await openAccount([5]);
    const { orderId } = await account.buy(1);
    await account.sandbox.control.fulfil("bol", "account", orderId);
    expect(await list("status=OPEN")).toEqual([]);
    expect(await list("status=SHIPPED")).toHaveLength(1);
    expect((await list("status=ALL"))[0].orderItems[0].fulfilmentStatus).toBe("HANDLED");
  });

  test("orders that bol fulfils are only told when asked for", async () => {
    account = await openAccount([5]);
    const lines = [{ sku: "SKU-1", quantity: 1 }];
    await account.sandbox.control.placeOrder("bol", "account", { lines, fulfilmentMethod: "FBB" });
    expect(await list("status=ALL")).toEqual([]);
    expect(await list("status=ALL&fulfilment-method=ALL")).toHaveLength(1);
  });

  test("an interval of more than an hour is refused", async () => {
    account = await openAccount([5], {}, { contract: "record" });
    await account.buy(1);
    expect(await list("status=ALL&change-interval-minute=60")).toHaveLength(1);
    const { status, body } = await account.call("GET", "/retailer/orders?change-interval-minute=61");
    expect(status).toBe(400);
    expect(body.violations).toEqual([{ name: "change-interval-minute", reason: "must be at most 60, got 61" }]);
  });

  test("the date filter names one day", async () => {
    account = await openAccount([5]);
    await account.buy(1);
    const today = (await list("status=ALL"))[0].orderItems[0].latestChangedDateTime.slice(0, 10);
    expect(await list(`status=ALL&latest-change-date=${today}`)).toHaveLength(1);
    expect(await list("status=ALL&latest-change-date=2020-01-01")).toEqual([]);
  });
});

describe("asynchronous requests", () => {
  test("are accepted as PENDING and end in SUCCESS", async () => {
    account = await openAccount([5]);
    const { orderItemId, orderId } = await account.buy(3);
    const body = { orderItems: [{ orderItemId, quantity: 2 }], transport: { transporterCode: "GLS" } };
    const accepted = await account.call("POST", "/retailer/shipments", body);
    expect(accepted.status).toBe(202);
    expect(accepted.body.status).toBe("PENDING");
    expect(await processEnd(account, accepted)).toMatchObject({ status: "SUCCESS", entityId: orderItemId });
    const [item] = (await account.call("GET", `/retailer/orders/${orderId}`)).body.orderItems;
    expect(item).toMatchObject({ quantity: 3, quantityShipped: 2 });
    const { shipments } = (await account.call("GET", `/retailer/shipments?order-id=${orderId}`)).body;
    expect(shipments).toMatchObject([{ order: { orderId }, shipmentItems: [{ orderItemId }] }]);
    expect(await account.sandbox.control.violations()).toEqual([]);
  });

  test("fail with the reason when they cannot be done", async () => {
    account = await openAccount([5]);
    const { orderItemId } = await account.buy(1);
    const body = { orderItems: [{ orderItemId, quantity: 2 }], transport: { transporterCode: "GLS" } };
    const end = await processEnd(account, await account.call("POST", "/retailer/shipments", body));
    expect(end).toMatchObject({
      status: "FAILURE",
      errorMessage: `Order item ${orderItemId} has 1 open units, 2 to ship.`,
    });
  });

  test("a customer's wish to cancel leaves the item open until the seller cancels it", async () => {
    account = await openAccount([5]);
    const { orderId, orderItemId } = await account.buy(2);
    await account.sandbox.control.cancel("bol", "account", orderId, { requestOnly: true });
    const item = async () => (await account.call("GET", `/retailer/orders/${orderId}`)).body.orderItems[0];
    expect(await item()).toMatchObject({ cancellationRequest: true, quantityCancelled: 0 });
    const body = { orderItems: [{ orderItemId, reasonCode: "REQUESTED_BY_CUSTOMER" }] };
    await processEnd(account, await account.call("PUT", "/retailer/orders/cancellation", body));
    expect(await item()).toMatchObject({ quantityCancelled: 2 });
    expect((await account.stock()).correctedStock).toBe(5);
  });
});

test("offers are listed by cursor and filtered", async () => {
  account = await openAccount(Array.from({ length: 60 }, (_, index) => index));
  const first = (await account.call("GET", "/retailer/offers?page-size=25")).body;
  const second = (await account.call("GET", `/retailer/offers?page-size=100&cursor=${first.page.nextCursor}`)).body;
  expect([first.offers.length, second.offers.length, second.page.nextCursor]).toEqual([25, 35, null]);
  const filtered = (query: string) => account.call("GET", `/retailer/offers?${query}`);
  expect((await filtered("reference=SKU-7")).body.offers).toMatchObject([{ stock: { amount: 6 } }]);
  expect((await filtered("eans=8710000000003&eans=8710000000004")).body.offers).toHaveLength(2);
  expect((await filtered("for-sale=false")).body.offers).toMatchObject([{ reference: "SKU-1" }]);
  expect((await filtered("last-modified-date-time=2120-01-01T00:00:00Z")).body.offers).toEqual([]);
  expect(await account.sandbox.control.violations()).toEqual([]);
});
