import type { PlatformOrder } from "@stockpool/channels";
import { expect, test } from "vitest";
import { importOrder } from "../../worker/src/translate/import-order.ts";

const line = { platformLineId: "1", platformId: "mug", sku: "MUG", barcode: null, title: "Mug", ordered: 1 };

function order(parts: Partial<PlatformOrder>): PlatformOrder {
  const at = new Date();
  return {
    ...{ platformOrderId: "A1", name: "A1", placedAt: at, updatedAt: at, country: "NL", fulfilledBy: "merchant" },
    lines: [{ ...line, cancelled: 0, shipped: 0 }],
    ...parts,
  };
}

test.each([
  ["an order without a name of its own", { platformOrderId: "\u0000" }, /id of order cannot be stored/],
  ["half a character", { platformOrderId: "\ud800" }, /id of order cannot be stored/],
  ["an endless id", { platformOrderId: "9".repeat(501) }, /501 characters/],
  [
    "a line without one",
    { lines: [{ ...line, platformLineId: "", cancelled: 0, shipped: 0 }] },
    /id of line of order A1/,
  ],
  ["a line told twice", { lines: [line, line].map((one) => ({ ...one, cancelled: 0, shipped: 0 })) }, /line 1 twice/],
])("%s is trouble by name", (_what, parts, trouble) => {
  expect(() => importOrder("channel", order(parts))).toThrow(trouble);
});

test("a country that is none, and a listing that no database can name, are unknown: the order counts all the same", () => {
  const lines = [{ ...line, platformId: "mug\u0000", sku: "\u0000", cancelled: 0, shipped: 0 }];
  for (const country of ["Nederland", "nl", "", "\u0000\u0000"]) {
    expect(importOrder("channel", order({ country, lines })).order).toMatchObject({
      ...{ platformOrderId: "A1", country: null },
      lines: [{ platformLineId: "1", platformId: null, sku: null, title: "Mug", ordered: 1 }],
    });
  }
});
