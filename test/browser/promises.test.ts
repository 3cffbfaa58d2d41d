import { randomUUID } from "node:crypto";
import { recordReturns } from "@stockpool/stock";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../worker/make/until.ts";
import { type Hub, startHub } from "./hub.ts";

describe("promises in a browser", { timeout: 90_000 }, () => {
  let hub: Hub;

  beforeAll(async () => {
    hub = await startHub(20);
  }, 300_000);

  afterAll(() => hub?.end());

  const one = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row | undefined> =>
    (await hub.world.database.pool.query<Row>(text, values)).rows[0];

  const pick = async (page: Page) => {
    await page.getByPlaceholder("SKU, EAN or title").fill(hub.world.sku);
    await page.getByRole("option", { name: hub.world.sku }).click();
  };

  /** Sold, imported and shipped. */
  async function shipped(quantity: number) {
    await hub.world.shopify.sell(quantity);
    const newest = `select o.id, o.platform_order_id as "platformOrderId", l.id as "lineId",
      l.platform_line_id as "platformLineId" from "order" o join order_line l on l.order_id = o.id
      where o.channel_id = $1 and l.shipped = 0`;
    interface Sold {
      id: string;
      lineId: string;
      platformOrderId: string;
      platformLineId: string;
    }
    await until("the order is there", async () => (await one(newest, [hub.world.shopify.channel.id])) !== undefined);
    const sold = await one<Sold>(newest, [hub.world.shopify.channel.id]);
    if (!sold) throw new Error("the order is gone");
    const act = { key: randomUUID(), actor: "test", reason: "parcel" };
    const lines = [{ orderLineId: sold.lineId, quantity }];
    await hub.world.command({ verb: "ship", ...act, orderId: sold.id, lines });
    return sold;
  }

  test("units are kept for somebody, longer, and released", async () => {
    const page = await hub.visit("/holds");
    await page.getByText("Nothing is kept", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Keep units" }).click();
    await page.getByLabel("For whom").fill("Quote 118");
    await pick(page);
    await page.getByLabel(`Units of ${hub.world.sku}`).fill("3");
    await page.getByRole("combobox", { name: "From the stock of" }).click();
    await page.getByRole("option").first().click();
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    const row = page.locator('tr[data-hold="Quote 118"]');
    await row.waitFor();
    expect(await one("select sum(reserved)::int as units from stock_level")).toEqual({ units: 3 });
    await row.getByRole("button").click();
    const before = await one("select id from hold where expires_at < now() + interval '2 days'");
    expect(before).toBeDefined();
    const later = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);
    await page.getByLabel("Until").fill(later);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await one("select id from hold where expires_at > now() + interval '2 days'")).toEqual(before);
    await row.getByRole("button").click();
    await page.getByRole("button", { name: "Release now" }).click();
    await row.waitFor({ state: "detached" });
    expect(await one("select sum(reserved)::int as units from stock_level")).toEqual({ units: 0 });
    await page.context().close();
  });

  test("a return is decided once: what is for sale again, what is not, what did not come", async () => {
    const { platformOrderId, platformLineId } = await shipped(3);
    const found = { sku: null, barcode: null, title: null, quantity: 3, reason: "too small", isHandled: false };
    const id = { platformReturnId: "R-1", platformOrderId, platformLineId, announcedAt: new Date() };
    const { pool } = hub.world.database;
    await recordReturns(pool, hub.world.shopify.channel.id, [{ ...found, ...id }], new Date());
    const page = await hub.visit("/returns");
    await page.locator('tr[data-return="R-1"]').getByRole("button").click();
    await page.getByLabel("For sale again").fill("3");
    await page.getByLabel("Came, not for sale").fill("1");
    await page.getByRole("button", { name: "Decide", exact: true }).last().click();
    await page.getByText("At most 3 in all.").waitFor();
    await page.getByLabel("For sale again").fill("1");
    await page.getByText("1 unit did not come, or is not taken.").waitFor();
    await page.getByRole("button", { name: "Decide", exact: true }).last().click();
    await page.getByText("No return waits").waitFor();
    await page.getByRole("button", { name: "Decided" }).click();
    await page.getByText("1 sellable · 1 aside · 1 not back").waitFor();
    expect(await one("select on_hand as units, unavailable from stock_level")).toEqual({ units: 19, unavailable: 1 });
    await page.context().close();
  });

  test("a flash sale starts, counts what it sells, and ends with its report", async () => {
    const page = await hub.visit("/flash-sales");
    await page.getByRole("button", { name: "Start a flash sale" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Black Friday");
    await pick(page);
    await dialog
      .getByLabel(/^The most on/)
      .first()
      .fill("5");
    await dialog.getByRole("button", { name: "Start", exact: true }).click();
    const sale = page.getByRole("region", { name: "Black Friday" });
    await sale.getByText("Runs").waitFor();
    expect(await one("select count(*)::int as rules from rule where share_kind = 'guaranteed'")).toEqual({ rules: 2 });
    await hub.world.shopify.sell(2);
    await sale.locator("dl > div").first().getByText("2", { exact: true }).waitFor();
    await sale.getByRole("button", { name: "End now" }).click();
    await sale.getByText("Runs").waitFor({ state: "detached" });
    await sale.locator("dl > div").first().getByText("2", { exact: true }).waitFor();
    expect(await one("select count(*)::int as rules from rule where share_kind = 'guaranteed'")).toEqual({ rules: 0 });
    await page.context().close();
  });

  test("a shortage says in words how it came to that; what is reserved is listed by age, and released with all that is open", async () => {
    const page = await hub.visit("/shortages");
    await page.getByRole("heading", { name: "Orders", level: 1 }).waitFor();
    await hub.world.bol.sell(40, true);
    await hub.world.bol.poll();
    const row = page.locator(`tr[data-shortage="${hub.world.sku}"]`);
    await row.getByText(/sold 40 at .*; \d+ were left/).waitFor();
    await page.goto("/reserved");
    const reserved = page.locator("tr[data-reservation]").filter({ hasText: `Channel ${hub.world.bol.channel.code}` });
    await reserved.last().getByRole("button").click();
    await page.getByText(/^40 × /).waitFor();
    await page.getByRole("button", { name: "Release", exact: true }).last().click();
    await reserved.first().waitFor({ state: "detached" });
    expect(await one("select id from order_line where ordered = 40 and cancelled = 40")).toBeDefined();
    expect(await one("select id from shortage where ended_at is null")).toBeUndefined();
    await page.context().close();
  });

  test("a channel's care with matching and with zeros is changed", async () => {
    const page = await hub.visit("/channels");
    await page.getByRole("button", { name: /^Edit/ }).first().click();
    await page.getByLabel("Link at once by barcode").uncheck();
    await page.getByLabel("Listings that may go to 0").fill("25");
    await page.getByRole("button", { name: "Save" }).click();
    await until("it is kept", async () => {
      return (await one("select id from channel where not links_at_once and zero_percent_max = 25")) !== undefined;
    });
    await page.context().close();
  });
});
