import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../worker/make/until.ts";
import { untilInStep } from "../worker/make/world.ts";
import { type Hub, startHub } from "./hub.ts";

describe("the rules in a browser", () => {
  let hub: Hub;

  beforeAll(async () => {
    hub = await startHub(20);
  }, 300_000);

  afterAll(() => hub?.end());

  async function bolShows(units: number): Promise<void> {
    await until(`bol shows ${units}`, async () => (await hub.world.bol.live()) === units);
  }

  test("the result stands beside the field while it is typed, and nothing is saved before one saves", async () => {
    const page = await hub.visit(`/rules?channels=${bolId(hub)}`);
    await page.getByRole("textbox", { name: "Keep back", exact: true }).fill("5");
    const changed = page.getByRole("table", { name: "Listings that change" });
    await changed.getByRole("row", { name: new RegExp(`${hub.world.sku}.*20.*15`) }).waitFor();
    expect(await rules(hub)).toBe(0);
    await page.getByRole("button", { name: "Try on past orders" }).click();
    await page.getByRole("table", { name: "Past orders under both settings" }).getByText("Units parked").waitFor();
    await page.getByLabel("Reason").fill("bol is slow");
    await page.getByRole("button", { name: "Save" }).click();
    await row(page, "Changes", "bol is slow").waitFor();
    await bolShows(15);
    expect(await hub.world.shopify.live()).toBe(20);
    await page.context().close();
  });

  test("a rule further down says what it inherits and from where", async () => {
    const page = await hub.visit(`/rules?channels=${bolId(hub)}&products=${hub.world.sku}`);
    const field = page.getByRole("textbox", { name: "Keep back", exact: true });
    await page
      .getByText(/^from /)
      .first()
      .waitFor();
    expect(await field.getAttribute("placeholder")).toBe("5 units");
    await page.context().close();
  });

  test("too many zeros want a second yes, and a change is taken back", async () => {
    const page = await hub.visit("/rules");
    await page.getByRole("textbox", { name: "Cap" }).fill("0");
    await page.getByLabel("Reason").fill("closing");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").getByText("2 of the 2 listings concerned would show 0").waitFor();
    await page.getByRole("button", { name: "Do it all the same" }).click();
    await row(page, "Changes", "closing").waitFor();
    await untilInStep(hub.world, 0);
    await row(page, "Changes", "closing").getByRole("button", { name: "Take back" }).click();
    await row(page, "Changes", "undo: closing").waitFor();
    await bolShows(15);
    await page.context().close();
  });

  test("in Dutch", async () => {
    const page = await hub.visit("/rules", { locale: "nl-NL" });
    await page.getByRole("heading", { name: "Regels", exact: true }).waitFor();
    await page.getByText("Geldende regels").first().waitFor();
    await page.context().close();
  });

  test("the product page tells what a listing showed at a moment of the past", async () => {
    const page = await hub.visit(`/stock/${hub.world.sku}`);
    await page.getByRole("button", { name: "Why 15?" }).click();
    const now = new Date();
    const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
    await page.getByLabel("What did it show then?").locator("visible=true").fill(local);
    await page.getByText(/Showed 15: 15 pushed at/).waitFor();
    await page.context().close();
  });
});

/** bol's channel as the API names it. */
function bolId(hub: Hub): string {
  return Buffer.from(`Channel:${hub.world.bol.channel.id}`).toString("base64url");
}

async function rules(hub: Hub): Promise<number> {
  const { rows } = await hub.world.database.pool.query("select from rule");
  return rows.length;
}

function row(page: Page, table: string, name: string) {
  return page.getByRole("table", { name: table, exact: true }).getByRole("row").filter({ hasText: name }).first();
}
