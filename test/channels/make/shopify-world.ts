import { randomUUID } from "node:crypto";
import { type SandboxWorld, sandboxWorld } from "./sandbox-world.ts";

interface Settings {
  bucketMax?: number;
  restorePerSecond?: number;
  cancelMs?: number;
}

/** A world of one shop in a sandbox of its own. */
export function shopifyWorld(settings: Settings = {}): Promise<SandboxWorld> {
  return sandboxWorld(async ({ control }) => {
    const [clientId, clientSecret] = ["shopify-client-id", `shpss_${randomUUID()}`];
    const { domain, locations } = await control.putShopify("shop", { clientId, clientSecret, ...settings });
    await control.putShopify("other", { clientId: "other", clientSecret: `shpss_${randomUUID()}` });
    const credentials = { shop: domain, clientId, clientSecret };
    return {
      platform: "shopify",
      writeOperation: "inventorySetQuantities",
      parcelOperation: "fulfillmentCreate",
      cancelOperation: "orderCancel",
      credentials,
      strangersCredentials: { ...credentials, clientSecret: `shpss_${randomUUID()}` },
      settings: { locationId: locations[0]?.id },
    };
  });
}
