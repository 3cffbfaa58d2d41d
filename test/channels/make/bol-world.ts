import { randomUUID } from "node:crypto";
import { type SandboxWorld, sandboxWorld } from "./sandbox-world.ts";

/** A world of one bol account in a sandbox of its own, with room for the suite's many polls. */
export function bolWorld(rateFactor = 20): Promise<SandboxWorld> {
  return sandboxWorld(async ({ control }) => {
    const [clientId, clientSecret] = ["bol-client-id", `hush-${randomUUID()}`];
    await control.putBol("shop", { clientId, clientSecret, processMs: 0, rateFactor });
    await control.putBol("other", { clientId: "other", clientSecret: `hush-${randomUUID()}` });
    return {
      platform: "bol",
      writeOperation: "PATCH /retailer/offers",
      parcelOperation: "POST /retailer/shipments",
      cancelOperation: "PUT /retailer/orders/cancellation",
      credentials: { clientId, clientSecret },
      strangersCredentials: { clientId, clientSecret: `hush-${randomUUID()}` },
      settings: { rateFactor },
    };
  });
}
