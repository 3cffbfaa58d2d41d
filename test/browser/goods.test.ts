import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeLocation } from "../make/location.ts";
import { until } from "../worker/make/until.ts";
import { type Hub, startHub } from "./hub.ts";

describe("goods in a browser", { timeout: 90_000 }, () => {
  let hub: Hub;
  let store: { id: string };
  let home: string;

  beforeAll(async () => {
    hub = await startHub(20);
    const { pool } = hub.world.database;
    store = await makeLocation(pool, { name: "The store" });
    const { rows } = await pool.query<{ name: string }>("select name from location where id = $1", [
      hub.world.location.id,
    ]);
    home = rows[0]?.name ?? "";
  }, 300_000);

  afterAll(() => hub?.end());

  async function level(locationId: string) {
    const { rows } = await hub.world.database.pool.query(
      `select on_hand as "onHand", unavailable, incoming from stock_level where product_id = $1 and location_id = $2`,
      [hub.world.product.id, locationId],
    );
    return rows[0];
  }

  const pick = async (page: Page, sku: string) => {
    await page.getByPlaceholder("SKU, EAN or title").fill(sku);
    await page.getByRole("option", { name: sku }).click();
  };

  const choose = async (page: Page, label: string, option: string) => {
    await page.getByRole("combobox", { name: label, exact: true }).click();
    await page.getByRole("option", { name: option }).click();
  };

  const row = (page: Page) => page.locator("tr[data-expectation]");

  const shown = (page: Page, text: string) => row(page).getByText(text).filter({ visible: true }).first();

  test("a delivery is expected, comes in part, and its rest does not come", async () => {
    const page = await hub.visit("/incoming");
    await page.getByText("Nothing is on its way", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Expect a delivery" }).click();
    await page.getByRole("button", { name: "Expect", exact: true }).click();
    await page.getByText("Choose a product.").waitFor();
    await pick(page, hub.world.sku);
    await page.getByLabel("Units", { exact: true }).fill("10");
    await choose(page, "To", home);
    await page.getByLabel("Purchase order").fill("PO-118");
    await page.getByRole("button", { name: "Expect", exact: true }).click();
    await shown(page, "PO-118").waitFor();
    expect(await level(hub.world.location.id)).toMatchObject({ onHand: 20, incoming: 10 });
    await row(page)
      .getByRole("button", { name: /^Receive/ })
      .click();
    await page.getByLabel("Units that came").fill("4");
    await page.getByRole("dialog").getByRole("button", { name: "Receive", exact: true }).click();
    await row(page).getByText("of 10").waitFor();
    expect(await level(hub.world.location.id)).toMatchObject({ onHand: 24, incoming: 6 });
    await row(page)
      .getByRole("button", { name: /^Change/ })
      .click();
    await page.getByRole("button", { name: "The rest will not come" }).click();
    await page.getByText("Nothing is on its way", { exact: true }).waitFor();
    expect(await level(hub.world.location.id)).toMatchObject({ onHand: 24, incoming: 0 });
    await page.context().close();
  });

  test("a transfer of more than there is says why not; what arrives and what is lost adds up", async () => {
    const page = await hub.visit("/incoming");
    await page.getByRole("button", { name: "Transfer" }).click();
    await choose(page, "From", home);
    await choose(page, "To", "The store");
    await pick(page, hub.world.sku);
    const units = page.getByLabel(`Units of ${hub.world.sku}`);
    await units.fill("999");
    await page.getByRole("button", { name: "Send off" }).click();
    await page.getByRole("alert").waitFor();
    expect(await level(store.id)).toBeUndefined();
    await units.fill("3");
    await page.getByRole("button", { name: "Send off" }).click();
    await shown(page, home).waitFor();
    expect(await level(store.id)).toMatchObject({ onHand: 0, incoming: 3 });
    await row(page)
      .getByRole("button", { name: /^Receive/ })
      .click();
    await page.getByLabel("Units that came").fill("2");
    await page.getByLabel("Lost on the way").fill("1");
    await page.getByRole("dialog").getByRole("button", { name: "Receive", exact: true }).click();
    await row(page).waitFor({ state: "detached" });
    expect(await level(store.id)).toMatchObject({ onHand: 2, incoming: 0 });
    await page.context().close();
  });

  test("units are set aside, put back and written off on the product's page", async () => {
    const { onHand } = await level(hub.world.location.id);
    const page = await hub.visit(`/stock/${hub.world.sku}`);
    const unavailable = page.locator("dl > div", { hasText: "Unavailable" }).locator("dd");
    const act = async (kind: string, units: string, submit: string) => {
      await page.getByRole("button", { name: "Set aside", exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: kind, exact: true }).first().click();
      if (kind === "Write off") await dialog.getByRole("button", { name: "Set aside", exact: true }).last().click();
      await dialog.getByLabel("Units", { exact: true }).fill(units);
      await dialog.getByRole("button", { name: submit, exact: true }).last().click();
      await dialog.waitFor({ state: "detached" });
    };
    await act("Set aside", "3", "Set aside");
    await unavailable.getByText("3").waitFor();
    await act("Back for sale", "1", "Put back");
    await unavailable.getByText("2").waitFor();
    await act("Write off", "2", "Write off");
    await unavailable.getByText("0").waitFor();
    expect(await level(hub.world.location.id)).toMatchObject({ onHand: onHand - 2, unavailable: 0 });
    await page.context().close();
  });

  test("a product gets another code and a shipping restriction, and loses them", async () => {
    const page = await hub.visit(`/stock/${hub.world.sku}`);
    await page.getByRole("button", { name: "Add code" }).click();
    await page.getByLabel("Code", { exact: true }).fill("CASE-6");
    await page.getByLabel("Units that it stands for").fill("6");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("CASE-6").waitFor();
    await page.getByRole("button", { name: "Remove the code CASE-6" }).click();
    await page.getByText("CASE-6").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Add restriction" }).click();
    await choose(page, "Not from", "The store");
    await page.getByRole("button", { name: "Forbid" }).click();
    await page.getByText("Never leaves The store").waitFor();
    await page.getByRole("button", { name: "Lift" }).click();
    await page.getByText("Never leaves The store").waitFor({ state: "detached" });
    await page.context().close();
  });

  test("a column that is hidden stays so on this device", async () => {
    const page = await hub.visit("/stock");
    const head = page.getByRole("columnheader", { name: "Reserved" });
    await head.waitFor();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Reserved" }).click();
    await head.waitFor({ state: "detached" });
    await page.reload();
    await page.getByRole("columnheader", { name: "On hand" }).waitFor();
    await until("it is hidden again", async () => (await head.count()) === 0);
    await page.context().close();
  });
});
