import { randomUUID } from "node:crypto";
import { seal } from "@stockpool/channels";
import { type Base, makeShop, type Shop, secret } from "./world.ts";

/** How an account's Amazon behaves. */
interface AmazonPace {
  /** From ACCEPTED until buyers see it. */
  effectMs: number;
  /** Until its list shows a new order. */
  horizonMs: number;
}

/** An Amazon account beside the other shops of a world. */
export async function makeAmazonShop(base: Base, stock: number, pace: AmazonPace): Promise<Shop> {
  const shop = `seller-${randomUUID().slice(0, 8)}`;
  const account = { clientId: "client", clientSecret: "client-secret", refreshToken: "Atzr|refresh" };
  const sellerId = "A3TH9S8BH6GOGM";
  const { path } = await base.sandbox.control.putAmazon(shop, {
    ...{ ...account, ...pace, sellerId, rateFactor: 1_000, queue: null },
  });
  return makeShop(base, stock, {
    platform: "amazon",
    shop,
    baseUrl: `${base.sandbox.url}${path}`,
    sealedCredentials: seal(secret, { ...account, sellerId, marketplaceIds: ["A1805IZSGTT6HS"] }),
  });
}
