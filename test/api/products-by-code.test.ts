import { afterAll, beforeAll, expect, test } from "vitest";
import { ean } from "../channels/make/ean.ts";
import { makeProduct } from "../make/product.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

async function read(code: string) {
  const { found } = await world.ask<{ found: { packSize: number; product: { sku: string } }[] }>(
    "query ($code: String!) { found: productsByCode(code: $code) { packSize product { sku } } }",
    { code },
  );
  return found.map(({ packSize, product }) => ({ sku: product.sku, packSize }));
}

test("a barcode names its product however a scanner pads it; nothing answers to an unknown one", async () => {
  const product = await makeProduct(world.pool, { barcodes: [ean(51_001)] });
  const mine = [{ sku: product.sku, packSize: 1 }];
  expect(await read(ean(51_001))).toEqual(mine);
  expect(await read(`0${ean(51_001)} `)).toEqual(mine);
  expect(await read(ean(51_002))).toEqual([]);
  expect(await read(" ")).toEqual([]);
});

test("a SKU counts however it is spelled; two that differ in spelling alone are both named", async () => {
  await makeProduct(world.pool, { sku: "CODE-A" });
  expect(await read("code-a")).toEqual([{ sku: "CODE-A", packSize: 1 }]);
  await makeProduct(world.pool, { sku: "code-A" });
  expect((await read("code-a")).map(({ sku }) => sku).sort()).toEqual(["CODE-A", "code-A"]);
});

test("another code names its product and its units; a barcode comes before it", async () => {
  const product = await makeProduct(world.pool);
  const other = await makeProduct(world.pool, { barcodes: [ean(51_003)] });
  const add = `mutation ($productId: ID!, $code: String!) {
    done: addAlias(productId: $productId, code: $code, packSize: 12) { __typename } }`;
  for (const code of ["CASE-12", ean(51_003)]) {
    await world.ask(add, { productId: nodeId("Product", product.id), code });
  }
  expect(await read("case-12")).toEqual([{ sku: product.sku, packSize: 12 }]);
  expect(await read(ean(51_003))).toEqual([{ sku: other.sku, packSize: 1 }]);
});

test("a text that no scanner reads is refused by its length", async () => {
  const { errors } = await world.graphql('{ productsByCode(code: "x") { packSize } }'.replace("x", "x".repeat(201)));
  expect(errors?.[0]?.message).toBe("code must have at most 200 characters, got 201");
});
