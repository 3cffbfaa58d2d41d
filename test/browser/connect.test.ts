import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ean } from "../channels/make/ean.ts";
import { makeProduct } from "../make/product.ts";
import { until } from "../worker/make/until.ts";
import { type Hub, startHub } from "./hub.ts";

describe("a channel is connected in a browser", { timeout: 120_000 }, () => {
  let hub: Hub;

  beforeAll(async () => {
    hub = await startHub(20);
  }, 300_000);

  afterAll(() => hub?.end());

  test("credentials are tested, its listings come in, opening stock is adopted, and it is switched on", async () => {
    const { world } = hub;
    const { control } = world.sandbox;
    const { path } = await control.putBol("new", { clientId: "new", clientSecret: "right", rateFactor: 100 });
    await control.putProducts("bol", "new", [{ sku: "VASE", title: "Vase", barcode: ean(60_001), stock: 9 }]);
    const vase = await makeProduct(world.database.pool, { sku: "VASE", barcodes: [ean(60_001)] });
    const page = await hub.visit("/channels/connect");
    await page.getByRole("button", { name: "bol", exact: true }).click();
    await page.getByLabel(/^Name/).first().fill("My bol");
    await page.getByLabel(/^Client id/).fill("new");
    await page
      .getByLabel(/^Client secret/)
      .first()
      .fill("wrong");
    await page.getByLabel(/^Address of the API/).fill(`${world.sandbox.url}${path}`);
    await page.getByRole("button", { name: "Test these credentials" }).click();
    await page.getByRole("alert").getByText("These credentials do not allow").waitFor();
    await page
      .getByLabel(/^Client secret/)
      .first()
      .fill("right");
    await page.getByRole("button", { name: "Test these credentials" }).click();
    await page.getByText("The platform took them").waitFor();
    await page
      .getByLabel(/^Our locations/)
      .first()
      .click({ force: true });
    await page.getByRole("option").first().click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Connect in shadow" }).click();
    await page.waitForURL("**/channels/set-up?channel=*");
    await page.getByText("1 read, 1 looked at for a match").waitFor();
    await page.getByRole("button", { name: "Read what it shows now" }).first().click();
    await page.getByText("1 product would open with 9 units.").waitFor();
    await page.getByRole("button", { name: "Book 1 product" }).click();
    await page.getByText(/^Booked at/).waitFor();
    await until("the stock is booked", async () => {
      const { rows } = await world.database.pool.query("select on_hand from stock_level where product_id = $1", [
        vase.id,
      ]);
      return rows[0]?.on_hand === 9;
    });
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByText("Live", { exact: true }).waitFor();
    // Listings that came in another way than by an import are not waited for.
    await page.goto(`/channels/set-up?channel=${nodeId(world.shopify.channel.id)}`);
    await page.getByText("Its listings are here.").waitFor();
    const { rows } = await world.database.pool.query(
      "select live_since is not null as live from channel where code = 'my-bol'",
    );
    expect(rows).toEqual([{ live: true }]);
    await page.context().close();
  });
});

function nodeId(channelId: string): string {
  return Buffer.from(`Channel:${channelId}`).toString("base64url");
}
