import { randomUUID } from "node:crypto";
import { newId, storeEvent } from "@stockpool/stock";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../worker/make/until.ts";
import { untilInStep } from "../worker/make/world.ts";
import { type Hub, startHub } from "./hub.ts";

describe("a channel's page in a browser", () => {
  let hub: Hub;

  beforeAll(async () => {
    hub = await startHub(20);
  }, 300_000);

  afterAll(() => hub?.end());

  async function visitChannel(shop: "shopify" | "bol", locale = "en-GB"): Promise<Page> {
    const page = await hub.visit("/channels", { locale });
    await page
      .getByRole("link", { name: `Channel ${hub.world[shop].channel.code}` })
      .first()
      .click();
    await page.waitForURL("**/channels/**");
    return page;
  }

  test("an edit on the platform is found by a resync, shown with its cause, and set right", async () => {
    const page = await visitChannel("bol");
    const { bol, sku, sandbox } = hub.world;
    await sandbox.control.editStock("bol", bol.shop, [{ sku, quantity: 3 }]);
    await page.getByRole("button", { name: "Resync" }).click();
    const drift = page.getByRole("table", { name: "Drift" }).getByRole("row").filter({ hasText: "Edited there" });
    await drift.first().waitFor({ timeout: 60_000 });
    await untilInStep(hub.world, 20);
    await page.getByRole("table", { name: "Readings of live quantities" }).getByText("Complete").first().waitFor();
    await page.context().close();
  }, 120_000);

  test("one listing is read back and set right from its product's page, and the page says what came of it", async () => {
    const { shopify, sku, sandbox } = hub.world;
    const page = await hub.visit(`/stock/${sku}`);
    const row = page.getByRole("row").filter({ hasText: shopify.channel.code }).first();
    await row.getByRole("button", { expanded: false }).click();
    await sandbox.control.editStock("shopify", shopify.shop, [{ sku, quantity: 7 }]);
    await page.getByRole("button", { name: `Resync Channel ${shopify.channel.code}` }).click();
    await page.getByText("Showed 7 instead of 20: set right").waitFor({ timeout: 60_000 });
    await untilInStep(hub.world, 20);
    await page.context().close();
  }, 120_000);

  test("the polls of orders are told with what they read and up to when orders are known", async () => {
    await hub.world.bol.poll();
    const page = await visitChannel("bol");
    const polls = page.getByRole("table", { name: "Polls of orders" });
    await polls.getByText("Complete").first().waitFor({ timeout: 60_000 });
    await page.getByText(/^All orders known until .*ago$/).waitFor();
    await page.context().close();
  }, 120_000);

  test("under `ask` a person decides, and the number on the platform follows", async () => {
    const page = await visitChannel("shopify");
    const { shopify, sku, sandbox, database } = hub.world;
    await page.getByLabel("What is done about drift").selectOption("ask");
    await until("the policy is kept", async () => {
      const { rows } = await database.pool.query("select from channel where id = $1 and drift_policy = 'ask'", [
        shopify.channel.id,
      ]);
      return rows.length === 1;
    });
    await sandbox.control.editStock("shopify", shopify.shop, [{ sku, quantity: 33 }]);
    await database.pool.query(
      "insert into reconcile_run (id, channel_id, started_at, listings) values (gen_random_uuid(), $1, now(), 1)",
      [shopify.channel.id],
    );
    await database.pool.query("select graphile_worker.add_job('reconcile', json_build_object('channelId', $1::text))", [
      shopify.channel.id,
    ]);
    const drift = page.getByRole("table", { name: "Drift" }).getByRole("row").filter({ hasText: "Edited there" });
    await drift.first().getByRole("button", { name: "Set right" }).click({ timeout: 60_000 });
    await untilInStep(hub.world, 20);
    await page.context().close();
  }, 120_000);

  test("a message that was given up is replayed", async () => {
    const { shopify, database } = hub.world;
    await storeEvent(database.pool, {
      ...{ id: newId(), channelId: shopify.channel.id, platformEventId: randomUUID(), topic: "orders/create" },
      ...{ headers: {}, body: Buffer.from("no JSON"), receivedAt: new Date(Date.now() - 3_600_000) },
    });
    const page = await visitChannel("shopify", "nl-NL");
    const messages = page.getByRole("table", { name: "Berichten" });
    await messages.getByText("Opgegeven").first().waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Alle opgegeven opnieuw" }).click();
    await until("it was worked again", async () => {
      const { rows } = await database.pool.query<{ tries: number }>(
        "select tries from webhook_event where body = 'no JSON' and set_aside_at is null",
      );
      return rows.length === 1 || (rows[0]?.tries ?? 9) < 5;
    });
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain(shopify.channel.code);
    await page.context().close();
  }, 120_000);
});
