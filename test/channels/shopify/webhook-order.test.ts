import { readEvent } from "@stockpool/channels";
import fc from "fast-check";
import { expect, test } from "vitest";

const bytes = (text: string) => new TextEncoder().encode(text);

interface Line {
  id: bigint;
  variant: bigint | null;
  quantity: number;
  open: number;
  sent: number;
}

function orderBody(lines: Line[], cancelledAt: string | null = null): string {
  const items = lines.map(
    ({ id, variant, quantity, open }) =>
      `{"id":${id},"admin_graphql_api_id":"gid://shopify/LineItem/${id}","variant_id":${variant},"sku":"","title":"Mug",
        "quantity":${quantity},"current_quantity":${quantity},"fulfillable_quantity":${open},"price":"20.00"}`,
  );
  const parcel = lines.map(({ id, sent }) => `{"id":${id},"quantity":${sent}}`);
  return `{"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508","name":"#1001",
    "created_at":"2026-11-23T09:00:00+01:00","processed_at":"2026-11-23T09:00:01+01:00","updated_at":"2026-11-23T09:30:00+01:00",
    "cancelled_at":${cancelledAt === null ? null : `"${cancelledAt}"`},"total_price":"40.00","shipping_address":{"country_code":"NL"},
    "line_items":[${items.join()}],
    "fulfillments":[{"status":"success","line_items":[${parcel.join()}]},{"status":"cancelled","line_items":[${parcel.join()}]}]}`;
}

function orderOf(body: string) {
  const event = readEvent("shopify", "orders/updated", bytes(body));
  if (event.kind !== "order") throw new Error(`expected an order, got ${event.kind}`);
  return event.order;
}

test("ids beyond 2^53 survive to the last digit", () => {
  const id = fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n });
  fc.assert(
    fc.property(id, id, (line, variant) => {
      const order = orderOf(orderBody([{ id: line, variant, quantity: 2, open: 2, sent: 0 }]));
      expect(order.lines[0]?.platformLineId).toBe(`gid://shopify/LineItem/${line}`);
      expect(order.lines[0]?.platformId).toBe(`gid://shopify/ProductVariant/${variant}`);
    }),
  );
});

test("an order is read whole, and a parcel that was cancelled did not leave", () => {
  const order = orderOf(orderBody([{ id: 1n, variant: null, quantity: 5, open: 2, sent: 2 }]));
  expect(order).toEqual({
    platformOrderId: "gid://shopify/Order/820982911946154508",
    name: "#1001",
    placedAt: new Date("2026-11-23T08:00:01Z"),
    updatedAt: new Date("2026-11-23T08:30:00Z"),
    country: "NL",
    fulfilledBy: "merchant",
    lines: [
      {
        platformLineId: "gid://shopify/LineItem/1",
        platformId: null,
        sku: null,
        barcode: null,
        title: "Mug",
        ordered: 5,
        cancelled: 1,
        shipped: 2,
      },
    ],
  });
});

test("a cancelled order keeps nothing open", () => {
  const line = { id: 1n, variant: 2n, quantity: 5, open: 4, sent: 1 };
  const [read] = orderOf(orderBody([line], "2026-11-23T09:20:00+01:00")).lines;
  expect(read).toMatchObject({ ordered: 5, cancelled: 4, shipped: 1 });
});

test.each([
  ["broken JSON", '{"id":1'],
  ["a negative quantity", orderBody([{ id: 1n, variant: 2n, quantity: -1, open: 0, sent: 0 }])],
  ["a fraction of a unit", orderBody([{ id: 1n, variant: 2n, quantity: 1.5, open: 0, sent: 0 }])],
  ["10^12 units that no number holds", orderBody([{ id: 1n, variant: 2n, quantity: 1e300, open: 0, sent: 0 }])],
  ["no lines", '{"id":1,"name":"#1"}'],
  ["bytes that are no text", "\u0000"],
])("an order with %s is refused", (_what, body) => {
  expect(() => readEvent("shopify", "orders/create", bytes(body))).toThrow(/^Shopify webhook orders\/create is not/);
});
