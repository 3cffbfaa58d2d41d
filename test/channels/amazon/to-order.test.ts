import { expect, test } from "vitest";
import type { AmazonOrder } from "../../../channels/src/amazon/replies.ts";
import { toOrder } from "../../../channels/src/amazon/to-order.ts";

const item = { orderItemId: "1", quantityOrdered: 5, product: { sellerSku: "A" } };

function order(parts: Partial<AmazonOrder>, shipped = 0, left: number | null = 5): AmazonOrder {
  return {
    ...{ orderId: "403-1", createdTime: new Date(), lastUpdatedTime: new Date() },
    ...{
      salesChannel: { channelName: "AMAZON" },
      fulfillment: { fulfillmentStatus: "UNSHIPPED", fulfilledBy: "MERCHANT" },
    },
    orderItems: [{ ...item, fulfillment: { quantityFulfilled: shipped, quantityUnfulfilled: left } }],
    ...parts,
  };
}

const status = (fulfillmentStatus: string) => ({ fulfillment: { fulfillmentStatus, fulfilledBy: "MERCHANT" } });
const unitsOf = (one: AmazonOrder) =>
  toOrder(one).lines.map(({ ordered, cancelled, shipped }) => [ordered, cancelled, shipped]);

test("what Amazon ships for a sale elsewhere is the platform's, so that it takes nothing from the own stock", () => {
  expect(toOrder(order({})).fulfilledBy).toBe("merchant");
  expect(toOrder(order({ salesChannel: { channelName: "NON_AMAZON" } })).fulfilledBy).toBe("platform");
});

test.each(["PENDING", "PENDING_AVAILABILITY"])("an order that is %s is open, whatever Amazon says is left", (name) => {
  expect(unitsOf(order(status(name), 0, 0))).toEqual([[5, 0, 0]]);
});

test("units that are neither shipped nor to be shipped are cancelled; a cancelled order keeps what was shipped", () => {
  expect(unitsOf(order({}, 2, 1))).toEqual([[5, 2, 2]]);
  expect(unitsOf(order(status("CANCELLED"), 2, 3))).toEqual([[5, 3, 2]]);
});

test("where Amazon does not tell what is left, all of it stays open", () => {
  expect(unitsOf(order({}, 1, null))).toEqual([[5, 0, 1]]);
  expect(unitsOf(order({ fulfillment: null }, 1, 1))).toEqual([[5, 0, 1]]);
});
