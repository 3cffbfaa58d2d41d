import fc from "fast-check";
import { expect, test } from "vitest";
import { oldestChangeFirst } from "../../../channels/src/bol/list-orders.ts";

const item = {
  orderItemId: "1",
  ean: "8",
  fulfilmentMethod: "FBR",
  quantity: 1,
  quantityShipped: 0,
  quantityCancelled: 0,
};
const time = fc.option(fc.date({ noInvalidDate: true, min: new Date("2026-01-01"), max: new Date("2027-01-01") }));
const order = fc.record({
  orderId: fc.uuid(),
  orderPlacedDateTime: time,
  orderItems: fc.array(
    time.map((latestChangedDateTime) => ({ ...item, latestChangedDateTime })),
    { maxLength: 3 },
  ),
});

test("whatever breaks off a pull, nothing older than what it gave is missing", () => {
  fc.assert(
    fc.property(fc.array(order), (orders) => {
      const sorted = oldestChangeFirst(orders);
      expect(new Set(sorted)).toEqual(new Set(orders));
      const newest = sorted.map(({ orderPlacedDateTime, orderItems }) =>
        Math.max(0, ...[orderPlacedDateTime, ...orderItems.map((each) => each.latestChangedDateTime)].map(Number)),
      );
      expect(newest).toEqual(newest.toSorted((one, other) => one - other));
    }),
  );
});
