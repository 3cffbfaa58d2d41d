import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Json } from "../make/json.ts";
import { comparable, recorded, selectionOf, specs } from "../make/recorded.ts";
import { openShop, type TestShop } from "../make/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop([0, 0], { contract: "record" });
});
afterAll(() => shop.close());

const inputTypes: Record<string, string> = {
  inventoryAdjustQuantities: "InventoryAdjustQuantitiesInput",
  inventorySetOnHandQuantities: "InventorySetOnHandQuantitiesInput",
  inventoryMoveQuantities: "InventoryMoveQuantitiesInput",
};

/** Sends the recorded request with our ids, asking for what the recorded answer has, and compares the answers. */
async function replay({ variables, response }: Json, theirIds: string[], isKeyLeftOut = false): Promise<void> {
  const [first, second] = shop.products;
  const ours = [shop.locationIds[0], first?.platformStockId, second?.platformStockId];
  const withOurIds = (value: Json) =>
    JSON.parse(
      theirIds.reduce((text, id, index) => text.replaceAll(`"${id}"`, `"${ours[index]}"`), JSON.stringify(value)),
    );
  const [entry] = Object.entries<Json>(response.data);
  if (!entry) throw new Error("nothing was recorded");
  const [field, answer] = entry;
  const directive = isKeyLeftOut ? "" : "@idempotent(key: $key)";
  const parameters = `($input: ${inputTypes[field]}!${isKeyLeftOut ? "" : ", $key: String!"})`;
  const selection = answer === null ? "{ userErrors { message } }" : selectionOf(answer);
  const document = `mutation M${parameters} { ${field}(input: $input) ${directive} ${selection} }`;
  const { input, idempotencyKey = "a key" } = variables;
  const { body } = await shop.graphql(document, { input: withOurIds(input), key: idempotencyKey });
  expect(comparable(body)).toEqual(comparable(withOurIds(response)));
}

async function quantities(names: string[]) {
  const { data } = await shop.graphql(
    `query Q($id: ID!, $at: ID!, $names: [String!]!) {
      inventoryItem(id: $id) { inventoryLevel(locationId: $at) { quantities(names: $names) { name quantity updatedAt } } } }`,
    { id: shop.products[0]?.platformStockId, at: shop.locationIds[0], names },
  );
  return data.inventoryItem.inventoryLevel.quantities;
}

describe.skipIf(!specs)("other ways to change quantities answer as the recorded store", () => {
  const contracts = recorded("2026-04__products__inventory-quantity-contracts-2026-04");
  const { setup, downstreamRead, unknownIdValidation = {} } = contracts;
  const ids = [setup?.location.id, setup?.product.inventoryItemId];
  const setTo = (quantity: number) => shop.sandbox.control.editStock("shopify", "shop", [{ sku: "SKU-1", quantity }]);

  test("when all is well, one after the other", async () => {
    await setTo(5);
    await replay(contracts.inventoryAdjustQuantities, ids);
    await replay(contracts.inventorySetOnHandQuantities, ids);
    const [level] = downstreamRead.data.inventoryItem.inventoryLevels.nodes;
    expect(comparable(await quantities(["available", "on_hand"]))).toEqual(comparable(level.quantities));
  });

  test.each(["missingAdjustIdempotency", "missingSetOnHandIdempotency"])("%s", async (name) => {
    await replay(contracts[name], ids, true);
  });

  test.each(["missingAdjustChangeFromQuantity", "missingSetOnHandChangeFromQuantity"])("%s", async (name) => {
    await replay(contracts[name], ids);
  });

  const refusals = Object.keys(unknownIdValidation).filter((name) => /^(setOnHand|adjust|move)/.test(name));
  test.each(refusals)("%s", async (name) => {
    await setTo(9);
    await replay(unknownIdValidation[name], ids);
  });

  test("there are refusals to compare with", () => {
    expect(refusals).toHaveLength(9);
  });
});

describe.skipIf(!specs)("documents of quantities beside available are asked for as by the recorded store", () => {
  const ledger = recorded("2026-04__products__inventory-adjust-ledger-document-validation");
  const { primaryProduct, secondaryProduct } = ledger.setup ?? {};
  const [, other] = ledger.maxOneLedgerDocument?.variables.input.changes ?? [];
  const ids = [
    primaryProduct?.location.id,
    primaryProduct?.inventoryItemId,
    secondaryProduct?.inventoryItemId ?? other?.inventoryItemId,
  ];

  beforeEach(async () => {
    await shop.sandbox.control.editStock("shopify", "shop", [{ sku: "SKU-1", quantity: 0 }]);
  });

  test.each([
    "missingLedgerDocument",
    "availableLedgerDocument",
    "internalLedgerDocument",
    "maxOneLedgerDocument",
    "validNonAvailableLedgerDocument",
  ])("%s", async (name) => {
    await replay(ledger[name], ids);
  });
});

describe.skipIf(!specs)("what lies there in another state is on hand, as in the recorded store", () => {
  const mirrors = recorded("2026-04__products__inventory-adjust-on-hand-name-mirrors");
  const { product } = mirrors.setup ?? {};
  const ids = [product?.location.id, product?.inventoryItemId];

  test("one state after the other", async () => {
    await shop.close();
    shop = await openShop([0, 0], { contract: "record" });
    for (const [name, one] of Object.entries<Json>(mirrors.cases)) {
      await replay(one, ids);
      const [level] = one.downstreamRead.data.inventoryItem.inventoryLevels.nodes;
      const names = level.quantities.map((row: Json) => row.name);
      expect(comparable(await quantities(names)), name).toEqual(comparable(level.quantities));
    }
  });
});
