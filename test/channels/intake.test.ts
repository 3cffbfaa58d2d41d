import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { readEvent } from "@stockpool/channels";
import { verifyWebhook } from "@stockpool/channels/intake";
import { describe, expect, test } from "vitest";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("Shopify", () => {
  const shop = "my-shop.myshopify.com";
  const credentials = { shop, clientId: "id", clientSecret: "hush-hush-test-secret" };
  // Computed with Python's hmac, not with the code under test.
  const body =
    '{"inventory_item_id":271878346596884015,"location_id":24826418,"available":10,"updated_at":"2026-11-23T10:00:00+01:00","admin_graphql_api_id":"gid://shopify/InventoryLevel/24826418?inventory_item_id=271878346596884015"}';
  const signature = "E/2uqTBw6MN69RcGlG8SAtRPm1/JxqJuCaz03gd+uPI=";
  const classic = {
    "X-Shopify-Topic": "inventory_levels/update",
    "X-Shopify-Hmac-Sha256": signature,
    "X-Shopify-Shop-Domain": shop,
    "X-Shopify-Webhook-Id": "delivery-1",
    "X-Shopify-Event-Id": "event-1",
  };
  const verify = (headers: Record<string, string | string[] | undefined>, text = body) =>
    verifyWebhook("shopify", credentials, headers, bytes(text));

  test("a signed message is taken, in classic headers and in the newer ones", () => {
    const topic = "inventory_levels/update";
    expect(verify(classic)).toEqual({ topic, platformEventId: `${topic}:event-1` });
    const newer = Object.entries(classic)
      .filter(([name]) => name !== "X-Shopify-Event-Id")
      .map(([name, value]): [string, string] => [name.replace("X-", "").toLowerCase(), value]);
    expect(verify(Object.fromEntries(newer))).toEqual({ topic, platformEventId: `${topic}:delivery-1` });
    expect(verifyWebhook("shopify", credentials, new Headers(classic), bytes(body))).not.toBeNull();
  });

  test("a newer event is named by topic and action, known by its webhook id, and says which order to read", () => {
    const text = '{"data":{"order":{"id":"gid://shopify/Order/820982911946154508"}}}';
    const hmac = createHmac("sha256", credentials.clientSecret).update(text).digest("base64");
    const newer = {
      ...{ "shopify-topic": "Order", "shopify-action": "update", "shopify-handle": "orders" },
      ...{ "shopify-hmac-sha256": hmac, "shopify-shop-domain": shop, "shopify-webhook-id": "event-9" },
    };
    const verified = verify(newer, text);
    expect(verified).toEqual({ topic: "Order/update", platformEventId: "Order/update:event-9" });
    expect(readEvent("shopify", "Order/update", bytes(text))).toEqual({
      kind: "order_hint",
      platformOrderId: "gid://shopify/Order/820982911946154508",
    });
    expect(() => readEvent("shopify", "Order/update", bytes("{}"))).toThrow("must name one order, got 0");
    expect(verify({ ...newer, "shopify-shop-domain": "other.myshopify.com" }, text)).toBeNull();
  });

  test("classic and newer headers are never put together", () => {
    const { "X-Shopify-Hmac-Sha256": hmac, ...others } = classic;
    expect(verify({ ...others, "shopify-hmac-sha256": hmac })).toBeNull();
  });

  test.each(["app/uninstalled", "app/scopes_update", "locations/deactivate"])("%s is about the connection", (topic) => {
    expect(readEvent("shopify", topic, bytes("{}"))).toMatchObject({ kind: "connection" });
  });

  test("two topics of one event are two messages, two deliveries of one topic are one", () => {
    const second = { ...classic, "X-Shopify-Webhook-Id": "delivery-2" };
    expect(verify(second)?.platformEventId).toBe(verify(classic)?.platformEventId);
    const other = verify({ ...classic, "X-Shopify-Topic": "products/update" });
    expect(other?.platformEventId).not.toBe(verify(classic)?.platformEventId);
  });

  test("one changed byte of the body is enough to refuse", () => {
    expect(verify(classic, body.replace("10", "11"))).toBeNull();
    expect(verify(classic, `${body}\n`)).toBeNull();
  });

  test.each([
    ["no signature", { "X-Shopify-Hmac-Sha256": undefined }],
    ["an empty signature", { "X-Shopify-Hmac-Sha256": "" }],
    ["half a signature", { "X-Shopify-Hmac-Sha256": signature.slice(0, 20) }],
    ["another secret", { "X-Shopify-Hmac-Sha256": createHmac("sha256", "other").update(body).digest("base64") }],
    ["another shop", { "X-Shopify-Shop-Domain": "other.myshopify.com" }],
    ["no shop", { "X-Shopify-Shop-Domain": undefined }],
    ["no topic", { "X-Shopify-Topic": undefined }],
    ["no id", { "X-Shopify-Event-Id": undefined, "X-Shopify-Webhook-Id": undefined }],
    ["a topic that is no name", { "X-Shopify-Topic": "orders/create, orders/updated" }],
  ])("a message with %s is refused", (_what, changed) => {
    expect(verify({ ...classic, ...changed })).toBeNull();
  });
});

describe("bol", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const spki = publicKey.export({ format: "der", type: "spki" }).toString("base64");
  const credentials = { clientId: "id", clientSecret: "hush", signatureKeys: [{ id: "0", publicKey: spki }] };
  const event = { resource: "ORDER", type: "ORDER_CREATED", resourceId: "A2K8290LP8" };
  const body = JSON.stringify({ retailerId: 1234567, timestamp: "2026-11-23T10:00:00+01:00", event });
  const signed = (text: string) => sign("RSA-SHA256", bytes(text), privateKey).toString("base64");
  const headers = (signature: string, keyId = "0") => ({
    Signature: `keyId=${keyId}, algorithm="rsa-sha256", signature=${signature}`,
  });

  test("a signed message is taken, names its order, and is one event however often it comes", () => {
    const first = verifyWebhook("bol", credentials, headers(signed(body)), bytes(body));
    expect(first?.topic).toBe("ORDER/ORDER_CREATED");
    expect(verifyWebhook("bol", credentials, headers(signed(body)), bytes(body))).toEqual(first);
    const read = readEvent("bol", "ORDER/ORDER_CREATED", bytes(body));
    expect(read).toEqual({ kind: "order_hint", platformOrderId: "A2K8290LP8" });
  });

  test("a changed body, an unknown key, no key and no signature are refused", () => {
    const verify = (from: unknown, given: Record<string, string>, text: string) =>
      verifyWebhook("bol", from, given, bytes(text));
    expect(verify(credentials, headers(signed(body)), body.replace("8", "9"))).toBeNull();
    expect(verify(credentials, headers(signed(body), "1"), body)).toBeNull();
    expect(verify({ clientId: "id", clientSecret: "hush" }, headers(signed(body)), body)).toBeNull();
    expect(verify(credentials, {}, body)).toBeNull();
    expect(verify(credentials, { Signature: "nonsense" }, body)).toBeNull();
  });

  test("a signed message that is no event is refused", () => {
    expect(verifyWebhook("bol", credentials, headers(signed("[]")), bytes("[]"))).toBeNull();
  });
});
