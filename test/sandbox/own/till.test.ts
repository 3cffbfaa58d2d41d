import { audit } from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../../worker/make/until.ts";
import { makeOwnWorld, type OwnWorld } from "./world.ts";

let own: OwnWorld;
beforeAll(async () => {
  own = await makeOwnWorld(10);
});
afterAll(() => own?.end());

async function untilShown(quantity: number) {
  await until(`the till shows ${quantity}`, async () => (await own.shown("till", own.mug))?.quantity === quantity);
}

test("a sale at the till has left the shelf, and two clicks on undo put it back once", async () => {
  const sold = await own.press("till", "buy", { lines: [{ sku: own.mug, quantity: 3 }] });
  expect(sold).toEqual({ isDone: true, text: "Sold: R00001" });
  await untilShown(7);
  const undo = () => own.press("till", "undo", { reference: "R00001" });
  const undone = await Promise.all([undo(), undo()]);
  expect(undone.filter(({ isDone }) => isDone).length).toBeGreaterThanOrEqual(1);
  await untilShown(10);
  expect(await own.world.available()).toBe(10);
  expect(await undo()).toEqual({ isDone: false, text: "R00001 was taken back before." });
  const [sale] = (await own.books("till")).orders;
  expect(sale?.hubLines).toMatchObject([{ ordered: 3, shipped: 3, returned: 3 }]);
  expect(await audit(own.world.database.pool)).toEqual([]);
});

test("a till reserves nothing, and knows only its own sales", async () => {
  expect(await own.press("till", "reserve", { lines: [{ sku: own.mug, quantity: 1 }] })).toEqual({
    text: "a till cannot reserve",
  });
  expect(await own.press("till", "undo", { reference: "R09999" })).toMatchObject({ isDone: false });
});
