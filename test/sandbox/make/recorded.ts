import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "./json.ts";

/** Where the recordings of a real store are; without it nothing can be compared. */
export const specs = process.env.PLATFORM_SPECS_DIR;

/** One file of recordings; empty where there are none. */
export function recorded(name: string): Json {
  return specs ? JSON.parse(readFileSync(join(specs, "shopify", "captures", `${name}.json`), "utf8")) : {};
}

/** What must be the same in every store: not the ids and times that it made up, nor where the document has its lines. */
export function comparable(body: Json): Json {
  const copy = structuredClone(body);
  delete copy.extensions;
  for (const error of copy.errors ?? []) delete error.locations;
  const text = JSON.stringify(copy, (key, value) => {
    if (key === "name" && typeof value === "string" && value.includes("location")) return "a location";
    const isTime = key === "createdAt" || key === "updatedAt";
    return isTime && value !== null ? "some time" : value;
  });
  return JSON.parse(text.replaceAll(/InventoryAdjustmentGroup\/\d+/g, "InventoryAdjustmentGroup/some"));
}

/** A selection that asks for just what an answer has. What it left empty or null is asked for by what such a thing has. */
export function selectionOf(answer: Json): string {
  const fields = Object.entries<Json>(answer).map(([name, value]) => `${name} ${inside(name, value)}`);
  return `{ ${fields.join(" ")} }`;
}

function inside(name: string, value: Json): string {
  if (name === "userErrors" && value.length === 0) return "{ field message code }";
  if (name === "inventoryAdjustmentGroup" && value === null) return "{ id }";
  if (name === "webhookSubscription" && value === null) return "{ id }";
  if (name === "endpoint") return "{ __typename ... on WebhookHttpEndpoint { callbackUrl } }";
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === "object" && one !== null ? selectionOf(one) : "";
}
