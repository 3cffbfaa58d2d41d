import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importListings } from "@stockpool/stock";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ean } from "../channels/make/ean.ts";
import { makeProduct } from "../make/product.ts";
import { until } from "../worker/make/until.ts";
import { type Hub, startHub } from "./hub.ts";

describe("the listings in a browser", { timeout: 90_000 }, () => {
  let hub: Hub;
  let folder: string;

  beforeAll(async () => {
    hub = await startHub(20);
    folder = await mkdtemp(join(tmpdir(), "stockpool-listings-"));
    const { pool } = hub.world.database;
    await makeProduct(pool, { sku: "MUG-1", title: "Blue mug", barcodes: [ean(40_001)] });
    await makeProduct(pool, { sku: "CUP-1", title: "Red cup", barcodes: [ean(40_002)] });
    await makeProduct(pool, { sku: "BOWL-1", title: "Green bowl" });
    const found = [
      { platformId: "offer-mug", sku: " mug-1", barcode: null, title: "Mug, blue" },
      { platformId: "offer-pack", sku: "CUP-1", barcode: ean(40_002), title: "Red cup 6-pack" },
      { platformId: "offer-torn", sku: "MUG-1", barcode: ean(40_002), title: "Mug or cup" },
      { platformId: "offer-bare", sku: "X", barcode: null, title: "Something green" },
    ].map((one) => ({ ...one, platformStockId: null }));
    await importListings(pool, hub.world.bol.channel.id, found, new Date());
  }, 300_000);

  afterAll(async () => {
    await hub?.end();
    await rm(folder, { recursive: true, force: true });
  });

  const row = (page: Page, platformId: string) => page.locator(`tr[data-listing="${platformId}"]`);

  async function mapped(platformId: string) {
    const { rows } = await hub.world.database.pool.query<{ status: string; sku: string | null }>(
      "select l.status, p.sku from listing l left join product p on p.id = l.product_id where platform_id = $1",
      [platformId],
    );
    return rows[0];
  }

  test("a suggestion says why and how sure, is accepted, and can be undone", async () => {
    const page = await hub.visit("/listings");
    const line = row(page, "offer-mug");
    await line.getByText("Same SKU but for case, spaces or zeros").waitFor();
    await line.getByText("75% sure").waitFor();
    await page.locator('[data-status="suggested"]').getByText("2", { exact: true }).waitFor();
    await line.getByRole("button", { name: "Accept" }).click();
    await line.waitFor({ state: "detached" });
    expect(await mapped("offer-mug")).toEqual({ status: "linked", sku: "MUG-1" });
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await line.waitFor();
    expect(await mapped("offer-mug")).toEqual({ status: "suggested", sku: null });
    await page.context().close();
  });

  test("a conflict is settled by choosing one of its products", async () => {
    const page = await hub.visit("/listings?status=conflict");
    const line = row(page, "offer-torn");
    await line.getByText("Blue mug").waitFor();
    await line.locator("li", { hasText: "Red cup" }).getByRole("button", { name: "This one" }).click();
    await line.waitFor({ state: "detached" });
    expect(await mapped("offer-torn")).toEqual({ status: "linked", sku: "CUP-1" });
    await page.context().close();
  });

  test("a product is found for what nobody recognised, with the units of it", async () => {
    const page = await hub.visit("/listings?status=unlinked");
    const line = row(page, "offer-bare");
    await line.getByRole("button", { name: "Choose product" }).click();
    const finder = page.getByRole("dialog");
    await finder.getByLabel("Which product?").fill("green");
    await finder.getByLabel("Units in one listing").fill("2");
    await finder.getByRole("button", { name: /Green bowl/ }).click();
    await line.waitFor({ state: "detached" });
    expect(await mapped("offer-bare")).toEqual({ status: "linked", sku: "BOWL-1-X2" });
    await page.context().close();
  });

  test("all that is sure enough is accepted at once, packs as packs; the counts follow", async () => {
    const page = await hub.visit("/listings");
    await page.getByLabel("How sure they must be").first().click();
    await page.getByRole("option", { name: "at least 60% sure" }).click();
    await page.getByRole("button", { name: "Accept all" }).click();
    await row(page, "offer-mug").waitFor({ state: "detached" });
    expect(await mapped("offer-mug")).toEqual({ status: "linked", sku: "MUG-1" });
    expect(await mapped("offer-pack")).toMatchObject({ status: "suggested" });
    await row(page, "offer-pack").getByText("6 ×").waitFor();
    await page.locator('[data-status="suggested"]').getByText("1", { exact: true }).waitFor();
    await page.context().close();
  });

  test("the file comes out, says what it would do, and does it", async () => {
    const page = await hub.visit("/listings?status=linked");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export CSV" }).click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    expect(text).toContain("offer-torn");
    const file = join(folder, "listings.csv");
    const { code } = hub.world.bol.channel;
    const lines = ["channel,platform_id,status,product_sku", `${code},offer-torn,ignored,`, `${code},nobody,ignored,`];
    await writeFile(file, lines.join("\n"));
    await page.locator('input[type="file"]').setInputFiles(file);
    const dialog = page.getByRole("dialog");
    await dialog.getByText("1 would change a listing, 1 cannot").waitFor();
    expect(await mapped("offer-torn")).toMatchObject({ status: "linked" });
    await dialog.getByRole("button", { name: "Change 1 listing" }).click();
    await dialog.getByText("1 changed a listing, 1 could not").waitFor();
    expect(await mapped("offer-torn")).toMatchObject({ status: "ignored" });
    await page.context().close();
  });

  test("a Dutch browser gets Dutch words", async () => {
    const page = await hub.visit("/listings?status=ignored", { locale: "nl-NL" });
    await page.getByRole("heading", { name: "Aanbod", level: 1 }).waitFor();
    await until("the tag is there", async () => (await page.getByText("Genegeerd").count()) >= 2);
    await page.context().close();
  });
});
