import { randomUUID } from "node:crypto";
import { type SandboxWorld, sandboxWorld } from "./sandbox-world.ts";

const marketplaceIds = ["A1805IZSGTT6HS"];

/** A world of one Amazon seller in a sandbox of its own, in which writes take effect at once and orders are listed at once. */
export function amazonWorld(
  settings: { rateFactor?: number; effectMs?: number; horizonMs?: number } = {},
  reportFrom = 20_000,
): Promise<SandboxWorld> {
  const { rateFactor = 200 } = settings;
  return sandboxWorld(async ({ control }) => {
    const sellerId = "A3TH9S8BH6GOGM";
    const secrets = { clientId: "amzn1.client", clientSecret: secret(), refreshToken: `Atzr|${randomUUID()}` };
    await control.putAmazon("shop", { ...secrets, sellerId, marketplaceIds, ...settings, rateFactor });
    await control.putAmazon("other", {
      clientId: "other",
      clientSecret: secret(),
      refreshToken: `Atzr|${randomUUID()}`,
    });
    const credentials = { ...secrets, sellerId, marketplaceIds };
    return {
      platform: "amazon",
      writeOperation: "patchListingsItem",
      parcelOperation: "confirmShipment",
      cancelOperation: "createFeed",
      // createFeedDocument
      callsBeforeCancel: 1,
      credentials,
      strangersCredentials: { ...credentials, clientSecret: secret() },
      settings: { rateFactor, reportFrom },
    };
  });
}

function secret(): string {
  return `amzn1.oa2-cs.v1.${randomUUID()}`;
}
