import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { levels, openShop, setQuantities, type TestShop, toAvailable } from "../make/shop.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await openShop([5, 8, 0], { contract: "record" });
});
afterEach(() => shop.close());

const set = (rows: { index: number; quantity: number; from: number | null }[], key: string) =>
  shop.graphql(setQuantities, { input: toAvailable(shop, rows), key });
const available = async () => (await levels(shop)).map((level) => level.available);

describe("inventorySetQuantities", () => {
  test("sets what is still as expected, and on hand moves along", async () => {
    const { data } = await set([{ index: 0, quantity: 9, from: 5 }], "k");
    expect(data.inventorySetQuantities.userErrors).toEqual([]);
    const changes = data.inventorySetQuantities.inventoryAdjustmentGroup.changes;
    expect(changes.map(({ name, delta }: { name: string; delta: number }) => [name, delta])).toEqual([
      ["available", 4],
      ["on_hand", 4],
    ]);
    expect(changes[0].quantityAfterChange).toBeNull();
    expect((await levels(shop))[0]).toEqual({ available: 9, committed: 0, on_hand: 9 });
  });

  test("one stale row refuses the whole call, and names the row", async () => {
    const { data } = await set(
      [
        { index: 0, quantity: 1, from: 5 },
        { index: 1, quantity: 1, from: 7 },
      ],
      "k",
    );
    expect(data.inventorySetQuantities).toEqual({
      inventoryAdjustmentGroup: null,
      userErrors: [
        {
          field: ["input", "quantities", "1", "changeFromQuantity"],
          message: "The changeFromQuantity value does not match persisted value.",
          code: "CHANGE_FROM_QUANTITY_STALE",
        },
      ],
    });
    expect(await available()).toEqual([5, 8, 0]);
  });

  test("a sale in between makes the write stale", async () => {
    await shop.sandbox.control.placeOrder("shopify", "shop", { lines: [{ sku: "SKU-1", quantity: 1 }] });
    const { data } = await set([{ index: 0, quantity: 10, from: 5 }], "k");
    expect(data.inventorySetQuantities.userErrors[0].code).toBe("CHANGE_FROM_QUANTITY_STALE");
    expect((await levels(shop))[0]).toEqual({ available: 4, committed: 1, on_hand: 5 });
  });

  test("an explicit null writes blindly", async () => {
    await set([{ index: 0, quantity: 2, from: null }], "k");
    expect(await available()).toEqual([2, 8, 0]);
  });

  test("a change of nothing succeeds without a group", async () => {
    const { data } = await set([{ index: 0, quantity: 5, from: 5 }], "k");
    expect(data.inventorySetQuantities).toEqual({ inventoryAdjustmentGroup: null, userErrors: [] });
  });

  test("the same key with the same parameters writes once and answers the same", async () => {
    const first = await set([{ index: 0, quantity: 9, from: 5 }], "k");
    await shop.sandbox.control.placeOrder("shopify", "shop", { lines: [{ sku: "SKU-1", quantity: 1 }] });
    const second = await set([{ index: 0, quantity: 9, from: 5 }], "k");
    expect(second.data).toEqual(first.data);
    expect(await available()).toEqual([8, 8, 0]);
  });

  test("the same key with other parameters is refused", async () => {
    await set([{ index: 0, quantity: 9, from: 5 }], "k");
    const { data } = await set([{ index: 0, quantity: 3, from: 9 }], "k");
    expect(data.inventorySetQuantities.userErrors).toEqual([
      {
        field: null,
        code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
        message: "The same idempotency key cannot be used with different operation parameters.",
      },
    ]);
    expect(await available()).toEqual([9, 8, 0]);
  });

  test("a key whose first attempt was refused cannot be used again", async () => {
    await set([{ index: 0, quantity: 9, from: 4 }], "k");
    const { data } = await set([{ index: 0, quantity: 9, from: 4 }], "k");
    expect(data.inventorySetQuantities.userErrors[0].code).toBe("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");
  });

  test("a blank key is no key", async () => {
    const { errors, data } = await set([{ index: 0, quantity: 9, from: 5 }], " ");
    expect(errors?.[0]?.extensions).toEqual({ code: "BAD_REQUEST" });
    expect(data).toEqual({ inventorySetQuantities: null });
  });

  test("251 rows are too many, in a variable and written out", async () => {
    const rows = Array.from({ length: 251 }, () => ({ index: 0, quantity: 1, from: 5 }));
    const { body } = await set(rows, "k");
    expect(body).toEqual({
      errors: [
        {
          message: "The input array size of 251 is greater than the maximum allowed of 250.",
          path: ["inventorySetQuantities", "input", "quantities"],
          extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
        },
      ],
    });
    const ids = Array.from({ length: 251 }, () => `"${shop.products[0]?.platformStockId}"`).join(",");
    const written = await shop.graphql(`{ nodes(ids: [${ids}]) { id } }`);
    expect(written.errors?.[0]?.extensions).toEqual({ code: "MAX_INPUT_SIZE_EXCEEDED" });
  });

  test("a bundle's own stock cannot be written", async () => {
    const [bundle] = await shop.sandbox.control.putProducts("shopify", "shop", [
      { sku: "SET", title: "Set", requiresComponents: true },
    ]);
    const input = toAvailable(shop, [{ index: 0, quantity: 1, from: null }]);
    const quantities = [{ ...input.quantities[0], inventoryItemId: bundle?.platformStockId }];
    const { data } = await shop.graphql(setQuantities, { input: { ...input, quantities }, key: "k" });
    expect(data.inventorySetQuantities.userErrors[0].code).toBe("NON_MUTABLE_INVENTORY_ITEM");
  });

  test("available may go below zero, on hand may not", async () => {
    await set([{ index: 2, quantity: -3, from: 0 }], "k");
    expect(await available()).toEqual([5, 8, -3]);
    const input = { ...toAvailable(shop, [{ index: 0, quantity: -1, from: null }]), name: "on_hand" };
    const { data } = await shop.graphql(setQuantities, { input, key: "k2" });
    expect(data.inventorySetQuantities.userErrors[0].code).toBe("INVALID_QUANTITY_NEGATIVE");
  });

  test("setting on hand leaves what is committed alone", async () => {
    await shop.sandbox.control.placeOrder("shopify", "shop", { lines: [{ sku: "SKU-2", quantity: 3 }] });
    const input = { ...toAvailable(shop, [{ index: 1, quantity: 10, from: 8 }]), name: "on_hand" };
    await shop.graphql(setQuantities, { input, key: "k" });
    expect((await levels(shop))[1]).toEqual({ available: 7, committed: 3, on_hand: 10 });
  });
});
