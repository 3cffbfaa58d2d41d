import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../worker/make/until.ts";
import { untilInStep } from "../worker/make/world.ts";
import { type Hub, startHub } from "./hub.ts";

describe("the panel in a browser", () => {
  let hub: Hub;

  beforeAll(async () => {
    hub = await startHub(20);
  }, 300_000);

  afterAll(() => hub?.end());

  test("who is not signed in is asked to, is told when the password is wrong, and lands where they wanted to go", async () => {
    const page = await hub.visit("/stock?filter=all", { signIn: false });
    await page.waitForURL("**/sign-in**");
    await page.getByLabel("E-mail").fill(hub.admin.email);
    await page.getByRole("textbox", { name: "Password" }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").getByText("E-mail or password is not right").waitFor();
    await page.getByRole("textbox", { name: "Password" }).fill(hub.admin.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/stock?filter=all");
    await rowOf(page, hub).waitFor();
    await page.context().close();
  });

  test("a sale on one shop lowers what the other shows, under one's eyes", async () => {
    const page = await hub.visit("/stock");
    const bol = cellOf(page, hub, hub.world.bol.channel.id);
    await expectText(bol, await published(hub));
    const before = Number(await published(hub));
    const falling = page.locator('[data-change="down"]').first().waitFor();
    await hub.world.shopify.sell(2);
    await falling;
    await expectText(bol, `${before - 2}`);
    await untilInStep(hub.world, before - 2);
    await page.getByTestId("sync").first().getByText("In sync").waitFor();
    await page.context().close();
  });

  test("units that are added in the panel are pushed to every platform, and can be taken back", async () => {
    const page = await hub.visit("/stock");
    const before = Number(await published(hub));
    await change(page, hub, "Add", 5);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("status").waitFor();
    await untilInStep(hub.world, before + 5);
    await dialog.getByRole("button", { name: "Undo" }).click();
    await dialog.waitFor({ state: "detached" });
    await untilInStep(hub.world, before);
    await page.context().close();
  });

  test("what the hub refuses is said in plain words, and nothing changes", async () => {
    const page = await hub.visit("/stock");
    const before = await published(hub);
    await change(page, hub, "Subtract", 100_000);
    await page.getByRole("alert").getByText("There are not so many units there").waitFor();
    expect(await published(hub)).toBe(before);
    await page.context().close();
  });

  test("the product page shows the arithmetic behind a number, and on a phone nothing has to be pushed aside for it", async () => {
    const page = await hub.visit(`/stock/${hub.world.sku}`);
    const number = await published(hub);
    await page
      .getByRole("button", { name: `Why ${number}?` })
      .first()
      .click();
    const trace = page.getByRole("table", { name: "Why this number" }).first();
    await trace.getByRole("rowheader", { name: "Available at the channel’s locations" }).waitFor();
    expect((await trace.locator("tfoot td").textContent())?.trim()).toBe(number);
    await page.setViewportSize({ width: 390, height: 844 });
    const why = page.getByRole("button", { name: /^Why/ }).first();
    await why.scrollIntoViewIfNeeded();
    const box = await why.boundingBox();
    expect((box?.x ?? Number.NaN) + (box?.width ?? Number.NaN)).toBeLessThanOrEqual(390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.context().close();
  });

  test("an order appears in the list by itself, and its page says from where it is shipped", async () => {
    await hub.world.shopify.sell(1);
    const page = await hub.visit("/orders");
    await page.locator("tr[data-order]").first().waitFor();
    const orders = await page.locator("tr[data-order]").count();
    await hub.world.shopify.sell(1);
    await until("the list has one more", async () => (await page.locator("tr[data-order]").count()) === orders + 1);
    await page.locator("tr[data-order] a").first().click();
    await page.getByRole("table", { name: "Reservations" }).getByText("Reserved").waitFor();
    await page.context().close();
  });

  test("keys lead everywhere: g s to the stock, Ctrl K to a product, ? to the keys, Ctrl K to an order", async () => {
    const page = await hub.visit("/");
    await page.getByRole("heading", { name: "Dashboard", level: 1 }).waitFor();
    await page.getByTestId("sync").first().getByText("In sync").waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("Go to Stock").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await rowOf(page, hub).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Product, order or screen…").fill(hub.world.sku);
    await page.locator("[data-palette] [data-action][data-selected]").getByText(hub.world.sku).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/stock/${hub.world.sku}`);
    await page.goto("/orders");
    const order = (await page.locator("[data-order]").first().getAttribute("data-order")) ?? "";
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Product, order or screen…").fill(order);
    await page.locator("[data-palette] [data-action]").getByText(order).first().click();
    await page.getByRole("heading", { name: order, level: 1 }).waitFor();
    await page.context().close();
  });

  test("a Dutch browser gets a Dutch panel", async () => {
    const page = await hub.visit("/stock", { locale: "nl-NL" });
    await page.getByRole("heading", { name: "Voorraad", level: 1 }).waitFor();
    await page.getByRole("columnheader", { name: "Beschikbaar" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("nl");
    await page.context().close();
  });

  test("while the API is away the panel says so, and catches up by itself", async () => {
    const page = await hub.visit("/stock");
    const sync = page.getByTestId("sync").first();
    await sync.getByText("In sync").waitFor();
    const before = Number(await published(hub));
    await hub.stopApi();
    await sync.getByText("Connection lost").waitFor();
    // A page that is opened meanwhile has nothing to go on from: it must read all of it later.
    await page.reload();
    await sync.getByText("Connection lost").waitFor();
    await hub.world.receive(3);
    await hub.startApi();
    await expectText(cellOf(page, hub, hub.world.bol.channel.id), `${before + 3}`);
    await sync.getByText("In sync").waitFor();
    await page.context().close();
  });
});

function rowOf(page: Page, hub: Hub) {
  return page.locator(`tr[data-sku="${hub.world.sku}"]`);
}

function cellOf(page: Page, hub: Hub, channelId: string) {
  const column = Buffer.from(`Channel:${channelId}`).toString("base64url");
  return rowOf(page, hub).locator(`[data-testid="published-${column}"]`);
}

async function expectText(locator: ReturnType<typeof cellOf>, text: string): Promise<void> {
  const read = async () => (await locator.textContent().catch(() => null))?.replace(/[▲▼]/u, "").trim();
  await until(`the cell shows ${text}`, async () => (await read()) === text);
}

async function change(page: Page, hub: Hub, kind: string, quantity: number): Promise<void> {
  await rowOf(page, hub).getByRole("button").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: kind, exact: true }).click();
  await dialog.getByLabel("Units").fill(`${quantity}`);
  await dialog.getByRole("button", { name: "Adjust", exact: true }).click();
}

async function published(hub: Hub): Promise<string> {
  const { rows } = await hub.world.database.pool.query<{ quantity: number }>(
    "select quantity from published_quantity where channel_id = $1",
    [hub.world.bol.channel.id],
  );
  return `${rows[0]?.quantity}`;
}
