import { PlatformError, readEvent } from "@stockpool/channels";
import { afterEach, describe, expect, test } from "vitest";
import { readNotification } from "../../../channels/src/amazon/notification.ts";
import { type AmazonAccount, amazonAccount, queueOfTests, signal } from "../make/amazon-account.ts";

describe("the queue", () => {
  let account: AmazonAccount;

  afterEach(async () => {
    expect(await account.control.violations()).toEqual([]);
    await account.sandbox.close();
  });

  async function subscribe(): Promise<void> {
    account = await amazonAccount({ queue: queueOfTests, pendingMs: 60_000 });
    await account.control.putProducts("amazon", "seller", [{ sku: "A", title: "A", stock: 50 }]);
    expect(await account.connector.ensureWebhooks("", signal)).toEqual({
      repaired: ["ORDER_CHANGE"],
      signatureKeys: null,
    });
  }

  async function buy(): Promise<string> {
    const placed = await account.control.placeOrder("amazon", "seller", { lines: [{ sku: "A", quantity: 2 }] });
    if (!placed.placed) throw new Error(placed.refused);
    return placed.orderId;
  }

  test("is subscribed once, whoever asks again", async () => {
    await subscribe();
    expect(await account.connector.ensureWebhooks("", signal)).toMatchObject({ repaired: [] });
    expect(await account.connect().ensureWebhooks("", signal)).toMatchObject({ repaired: [] });
  });

  test("gives a sale that is still pending, whole, as an order", async () => {
    await subscribe();
    const id = await buy();
    const [event] = (await account.connector.queue?.receive(signal)) ?? [];
    if (!event) throw new Error("no message");
    const read = readEvent("amazon", event.topic, event.body);
    const listed = await account.connector.readOrder(id, signal);
    expect(read).toMatchObject({ kind: "order", order: { platformOrderId: id, updatedAt: listed?.updatedAt } });
    expect(read).toMatchObject({ order: { lines: [{ platformId: "A", ordered: 2, cancelled: 0, shipped: 0 }] } });
  });

  test("gives a message again that was not removed, under the same id, and no more once it was", async () => {
    await subscribe();
    await account.control.plantFault({ on: "webhook", platform: "amazon", action: "duplicate", times: 1 });
    await buy();
    const { queue } = account.connector;
    const events = (await queue?.receive(signal)) ?? [];
    expect(events).toHaveLength(2);
    expect(new Set(events.map(({ platformEventId }) => platformEventId)).size).toBe(1);
    expect(new Set(events.map(({ receipt }) => receipt)).size).toBe(2);
    await queue?.remove(
      events.map(({ receipt }) => receipt),
      signal,
    );
    await buy();
    expect(await queue?.receive(signal)).toHaveLength(1);
  });

  test("does not let in who has another key", async () => {
    await subscribe();
    const url = "https://sqs.eu-west-1.amazonaws.com/123456789012/hub";
    const key = { accessKeyId: queueOfTests.accessKeyId, secretAccessKey: "a guess" };
    const stranger = account.connect({ queue: { url, endpoint: `${account.root}/sqs/`, ...key } });
    const trouble = await stranger.queue?.receive(signal).catch((error: unknown) => error);
    expect(trouble).toBeInstanceOf(PlatformError);
    expect(String(trouble)).not.toContain("a guess");
  });

  test("is absent where none is set up", async () => {
    account = await amazonAccount();
    expect(account.connector.queue).toBeUndefined();
    expect(await account.connector.ensureWebhooks("", signal)).toEqual({ repaired: [], signatureKeys: null });
  });
});

describe("a notification", () => {
  const item = { OrderItemId: "1", SellerSKU: "A", SupplySourceId: null, Quantity: 3, QuantityShipped: 1 };
  const change = {
    ...{
      NotificationLevel: "OrderLevel",
      SellerId: "A3",
      AmazonOrderId: "403-1",
      OrderChangeType: "OrderStatusChange",
    },
    OrderChangeTrigger: { TimeOfOrderChange: "2026-11-23T05:10:05.284Z", ChangeReason: "x" },
    Summary: {
      ...{ MarketplaceId: "A1805IZSGTT6HS", OrderStatus: "Unshipped", PurchaseDate: null, DestinationPostalCode: null },
      ...{ FulfillmentType: "MFN", OrderType: "StandardOrder", OrderItems: [item] },
    },
  };
  const read = (parts: object, summary: object = {}) => {
    const notification = { ...change, ...parts, Summary: { ...change.Summary, ...summary } };
    const body = JSON.stringify({ Payload: { OrderChangeNotification: notification } });
    return readEvent("amazon", "ORDER_CHANGE", Buffer.from(body));
  };

  test("of a cancelled order leaves only what was shipped", () => {
    const line = { ordered: 3, shipped: 1, cancelled: 2 };
    expect(read({}, { OrderStatus: "Canceled" })).toMatchObject({ order: { lines: [line] } });
  });

  test("of an order that Amazon fulfils says so", () => {
    expect(read({}, { FulfillmentType: "AFN" })).toMatchObject({ order: { fulfilledBy: "platform" } });
  });

  test("that tells a part of the order, or no time, is a hint", () => {
    const hint = { kind: "order_hint", platformOrderId: "403-1" };
    expect(read({ NotificationLevel: "OrderItemLevel" })).toEqual(hint);
    expect(read({ OrderChangeTrigger: { TimeOfOrderChange: null } })).toEqual(hint);
  });

  test("is known by its id, in either of the two ways that Amazon writes names, and one without by what it says", () => {
    const pascal = { NotificationType: "ORDER_CHANGE", NotificationMetadata: { NotificationId: "1" } };
    const camel = { notificationType: "FEED_PROCESSING_FINISHED", notificationMetadata: { notificationId: "2" } };
    expect(readNotification(JSON.stringify(pascal))).toEqual({ platformEventId: "1", topic: "ORDER_CHANGE" });
    expect(readNotification(JSON.stringify(camel))).toEqual({
      platformEventId: "2",
      topic: "FEED_PROCESSING_FINISHED",
    });
    expect(readNotification("<html>")).toEqual({
      platformEventId: expect.stringMatching(/^[0-9a-f]{64}$/),
      topic: "unknown",
    });
  });

  test("of another kind is ignored, and one that is not what it says is an error", () => {
    expect(readEvent("amazon", "FEED_PROCESSING_FINISHED", Buffer.from("{}"))).toMatchObject({ kind: "ignored" });
    expect(() => readEvent("amazon", "ORDER_CHANGE", Buffer.from("<html>"))).toThrow();
    expect(() => readEvent("amazon", "ORDER_CHANGE", Buffer.from("{}"))).toThrow();
  });
});
