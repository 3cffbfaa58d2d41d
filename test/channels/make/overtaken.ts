import type { PlatformCancellation, ShipResult } from "@stockpool/channels";
import { expect } from "vitest";
import { signal } from "../../conformance/ask.ts";
import type { SandboxWorld } from "./sandbox-world.ts";

const waitMs = 2_000;

/** Has the hub ask for a cancellation that somebody else brings about before it takes effect, and gives the answer. */
export async function cancelOvertaken(
  world: SandboxWorld,
  platform: "shopify" | "bol",
  operation: string,
  wish: PlatformCancellation,
): Promise<ShipResult | undefined> {
  const { control } = world.sandbox;
  await control.plantFault({ on: "request", platform, operation, action: "slow", waitMs, times: 1 });
  const asked = world.connector.cancel?.(wish, signal);
  // It has left, so what it was decided on was read before.
  const isOnItsWay = async () => (await control.requests({ operation })).some(({ answeredAt }) => answeredAt === null);
  await expect.poll(isOnItsWay, { timeout: waitMs }).toBe(true);
  await world.cancel(wish.platformOrderId);
  return asked;
}
