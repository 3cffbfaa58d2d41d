import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ean } from "../channels/make/ean.ts";
import { makeProduct } from "../make/product.ts";
import { until } from "../worker/make/until.ts";
import { type Hub, startHub } from "./hub.ts";

describe("counting with a phone", { timeout: 90_000 }, () => {
  let hub: Hub;

  beforeAll(async () => {
    hub = await startHub(20);
    await makeProduct(hub.world.database.pool, { sku: "MUG-1", title: "Blue mug", barcodes: [ean(61_001)] });
    await makeProduct(hub.world.database.pool, { sku: "CUP-1", title: "Red cup", barcodes: [ean(61_002)] });
  }, 300_000);

  afterAll(() => hub?.end());

  const onHand = async (sku: string) => {
    const { rows } = await hub.world.database.pool.query<{ units: number }>(
      "select l.on_hand as units from stock_level l join product p on p.id = l.product_id where p.sku = $1",
      [sku],
    );
    return rows[0]?.units ?? null;
  };

  test("scan, correct, lose the answer, reload, send again: booked once, and what moved meanwhile is kept", async () => {
    const page = await hub.visit("/counts");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator("ul").getByRole("button").first().click();
    const field = page.getByLabel("Barcode or SKU");
    const scan = async (code: string) => {
      await field.pressSequentially(code, { delay: 2 });
      await field.press("Enter");
    };
    await scan(ean(61_001));
    await page.locator('li[data-sku="MUG-1"]').waitFor();
    await scan(ean(61_001));
    await scan(ean(61_001));
    await scan("nobody-1");
    await page.getByText("no product has this code: put it aside").waitFor();
    await scan(hub.world.sku);
    const number = page.getByLabel(/^Units of/);
    await page.locator(`li[data-sku="${hub.world.sku}"]`).waitFor();
    await number.fill("18");
    await number.press("Enter");
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    // Scanned while the field for the number has the focus: it is a code and no number of units.
    await number.focus();
    await number.pressSequentially(ean(61_002), { delay: 2 });
    await number.press("Enter");
    await page.locator('li[data-sku="CUP-1"]').waitFor();
    await hub.world.receive(5);
    await page.reload();
    await page.getByRole("button", { name: "Review 3 products" }).click();
    await page.locator(`li[data-sku="${hub.world.sku}"]`).getByText("-2", { exact: true }).waitFor();
    await page.getByLabel("Book CUP-1").uncheck();
    // The hub books it, and its answer is lost on the way.
    await page.route("**/api/graphql", async (route) => {
      if (!route.request().postData()?.includes("CountStock")) return route.fallback();
      await route.fetch();
      await route.abort();
    });
    await page.getByRole("button", { name: "Book 2 products" }).click();
    await page.getByText("No answer came").waitFor();
    expect(await onHand(hub.world.sku)).toBe(23);
    await hub.world.receive(1);
    await page.unroute("**/api/graphql");
    await page.reload();
    await page.getByRole("button", { name: "Send again" }).click();
    await page.getByText("2 products booked").waitFor();
    expect(await onHand(hub.world.sku)).toBe(24);
    expect(await onHand("MUG-1")).toBe(3);
    expect(await onHand("CUP-1")).toBe(null);
    await page.getByText("18 counted, +6 moved meanwhile").waitFor();
    await page.getByRole("button", { name: "Go on counting" }).click();
    await page.locator('li[data-sku="CUP-1"]').waitFor();
    await page.context().close();
  });

  test("without a connection scans are kept and shown, and settled when the hub answers; fits a phone in Dutch", async () => {
    const page = await hub.visit("/counts", { locale: "nl-NL" });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Aantal intypen" }).click();
    await page.locator("ul").getByRole("button").first().click();
    await page.context().setOffline(true);
    const field = page.getByLabel("Barcode of SKU");
    await field.pressSequentially(ean(61_002), { delay: 2 });
    await field.press("Enter");
    await page.getByText("wacht op de hub").waitFor();
    await page.context().setOffline(false);
    await page.locator('li[data-sku="CUP-1"]').getByText("hoeveel?").waitFor();
    expect(await page.getByLabel(/^Stuks van/).evaluate((input) => input === document.activeElement)).toBe(true);
    await page.getByRole("button", { name: "Eén meer" }).click();
    await page.getByRole("button", { name: "1 product nakijken" }).waitFor();
    await until("nothing is wider than the phone", () =>
      page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    );
    await page.context().close();
  });
});
