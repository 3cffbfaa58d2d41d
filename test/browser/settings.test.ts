import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Hub, startHub } from "./hub.ts";

describe("settings and activity in a browser", { timeout: 90_000 }, () => {
  let hub: Hub;

  beforeAll(async () => {
    hub = await startHub(20);
  }, 300_000);

  afterAll(() => hub?.end());

  test("what happens appears while one looks, and leads to its product", async () => {
    const page = await hub.visit("/activity");
    await page.getByText("+20").first().waitFor();
    await hub.world.receive(7);
    await page.getByText("+7").first().waitFor();
    await page.locator("tbody a").first().click();
    await page.waitForURL(`**/stock/${hub.world.sku}`);
    await page.context().close();
  });

  test("an API key is shown once and works; messages are kept as long as one says", async () => {
    const page = await hub.visit("/settings");
    await page.getByLabel("Name").fill("ERP");
    await page.getByRole("button", { name: "Make a key" }).click();
    const key = await page.getByRole("status").locator("code").textContent();
    const answer = await fetch(`${hub.url}/api/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": key ?? "" },
      body: JSON.stringify({ query: "{ viewer { name } }" }),
    });
    expect(await answer.json()).toEqual({ data: { viewer: { name: "ERP" } } });
    await page.getByLabel("Days kept").fill("45");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved").waitFor();
    const { rows } = await hub.world.database.pool.query("select inbox_days from hub_setting");
    expect(rows).toEqual([{ inbox_days: 45 }]);
    await page.context().close();
  });
});
