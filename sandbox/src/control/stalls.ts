import type { SandboxPlatform } from "../platform.ts";
import type { World } from "../world.ts";
import { amazonStall } from "./amazon-stall.ts";
import { bolStall } from "./bol-stall.ts";
import { shopifyStall } from "./shopify-stall.ts";
import type { Stall } from "./stall.ts";
import { ControlError } from "./trouble.ts";

/** Every shop of every platform, named "<platform>/<shop>". */
export function stalls(world: World): { name: string; stall: Stall }[] {
  return [
    ...[...world.shops.values()].map((shop) => ({ name: `shopify/${shop.handle}`, stall: shopifyStall(world, shop) })),
    ...[...world.accounts.values()].map((account) => ({
      name: `bol/${account.handle}`,
      stall: bolStall(world, account),
    })),
    ...[...world.sellers.values()].map((seller) => ({
      name: `amazon/${seller.handle}`,
      stall: amazonStall(world, seller),
    })),
  ];
}

/** One shop; an error when there is none. */
export function stallOf(world: World, platform: SandboxPlatform, handle: string): Stall {
  const shop = world.shops.get(handle);
  if (platform === "shopify" && shop) return shopifyStall(world, shop);
  const account = world.accounts.get(handle);
  if (platform === "bol" && account) return bolStall(world, account);
  const seller = world.sellers.get(handle);
  if (platform === "amazon" && seller) return amazonStall(world, seller);
  throw new ControlError(
    404,
    `the sandbox has no ${platform} shop ${handle}; make one with PUT /control/${platform}/${handle}`,
  );
}
