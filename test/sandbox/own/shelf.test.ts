import { addProducts } from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../../worker/make/until.ts";
import { makeOwnWorld, type OwnWorld } from "./world.ts";

/** More than two pages of the hub's list. */
const products = Array.from({ length: 230 }, (_, place) => {
  const number = String(place).padStart(3, "0");
  return { sku: `LATE-${number}`, title: `Teapot number ${number}`, barcodes: [] };
});

let own: OwnWorld;
beforeAll(async () => {
  own = await makeOwnWorld(5);
});
afterAll(() => own?.end());

test("a portal knows every product by its title: those of all pages, and those that came after it read them", async () => {
  const { pool } = own.world.database;
  await addProducts(pool, products);
  await until("the portal heard of the last one", async () => {
    const shown = await own.shown("portal", "LATE-229");
    return shown?.quantity === 0 && shown;
  });
  expect(await own.shown("portal", "LATE-229")).toEqual({ sku: "LATE-229", title: "Teapot number 229", quantity: 0 });
  // A till that opens now reads the catalogue page by page.
  const { path } = await own.world.sandbox.control.putOwn("second", own.settings("portal"));
  await until("it has read all pages", async () => {
    const answer = await fetch(`${own.world.sandbox.url}${path}/shelf?search=teapot`);
    const shelf: { total: number; rows: { title: string }[] } = await answer.json();
    expect(shelf.rows.every(({ title }) => title.startsWith("Teapot number"))).toBe(true);
    return shelf.total === products.length;
  });
});

test("a portal whose hub does not answer says so, and recovers", async () => {
  const settings = own.settings("portal");
  const { path } = await own.world.sandbox.control.putOwn("lost", { ...settings, graphqlUrl: "http://127.0.0.1:9/" });
  const shelf = () => fetch(`${own.world.sandbox.url}${path}/shelf`);
  const lost = await shelf();
  expect(lost.status).toBe(502);
  expect(await lost.json()).toMatchObject({ text: expect.stringContaining("The hub does not answer") });
  await own.world.sandbox.control.putOwn("lost", settings);
  expect((await shelf()).status).toBe(200);
});
