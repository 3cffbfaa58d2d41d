import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readEvent } from "@stockpool/channels";
import { parse, stringify } from "lossless-json";
import { describe, expect, test } from "vitest";

const specs = process.env.PLATFORM_SPECS_DIR;
if (!specs) console.warn("SKIPPED: Shopify's sample payloads are not read, because PLATFORM_SPECS_DIR is not set");

const ofOrders = /^orders\/(create|updated|cancelled|paid|fulfilled|partially_fulfilled)$/;
const hints = /^(orders\/(edited|delete)|refunds\/create|fulfillments\/(create|update))$/;
const connection = /^(app\/(uninstalled|scopes_update)|locations\/(deactivate|delete))$/;

describe.skipIf(!specs)("Shopify's own sample payloads", () => {
  const folder = join(specs ?? "", "shopify/webhooks/metadatas");
  const topics = specs ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  const names = topics.filter((name) => name.endsWith(".json")).map((name) => name.replace(".json", ""));

  test("are there", () => expect(names.length).toBeGreaterThan(20));

  test.each(names)("%s is read", (topic) => {
    const event = readEvent("shopify", topic, sample(join(folder, `${topic}.json`)));
    if (ofOrders.test(topic)) expect(event).toMatchObject({ kind: "order", order: { name: "#9999", country: "US" } });
    else if (connection.test(topic)) expect(event.kind).toBe("connection");
    else expect(event.kind).toBe(hints.test(topic) ? "order_hint" : "ignored");
  });

  test("say of a deleted order alone that it is deleted", () => {
    const read = (topic: string) => readEvent("shopify", topic, sample(join(folder, `${topic}.json`)));
    expect(read("orders/delete")).toMatchObject({ kind: "order_hint", isDeleted: true });
    expect(read("orders/edited")).not.toHaveProperty("isDeleted");
  });

  test("give the order of the gid, not of the rounded number", () => {
    const event = readEvent("shopify", "orders/create", sample(join(folder, "orders/create.json")));
    expect(event).toMatchObject({ order: { platformOrderId: "gid://shopify/Order/820982911946154508" } });
  });
});

function sample(file: string): Uint8Array {
  const metadata = parse(readFileSync(file, "utf8"));
  if (typeof metadata !== "object" || metadata === null || !("response" in metadata))
    throw new Error(`${file} has no sample`);
  return new TextEncoder().encode(stringify(metadata.response));
}
