import type { PlatformName } from "@stockpool/channels";
import type { Hub } from "../hub.ts";

/**
 * How long a quantity that was accepted may need until buyers see it. Amazon: "a few minutes", with cases of hours reported
 * (2024–2026); after this it is written again. The others show at once what they accept.
 */
const effectMs: Record<PlatformName, number> = { shopify: 0, bol: 0, amazon: 15 * 60_000, portal: 0, pos: 0 };

/** How often it is read back until then. */
const effectLookMs = 10_000;

/** When to read back next what was accepted: no later than when it must be shown. */
export function effectLook(hub: Pick<Hub, "amazonTimes">, platform: PlatformName): number {
  return Math.min(effectLookMs, effectMsMax(hub, platform));
}

/** The longest that one platform may take to show what it accepted. */
export function effectMsMax({ amazonTimes }: Pick<Hub, "amazonTimes">, platform: PlatformName): number {
  return platform === "amazon" && amazonTimes ? amazonTimes.shownWithinMs : effectMs[platform];
}

/** What a platform works on together, for minutes or hours, is looked at no more often. */
const batchLookMs = 30_000;

/** When to look again at what a platform works on together. */
export function batchLook(hub: Pick<Hub, "amazonTimes">, platform: PlatformName): number {
  return Math.min(batchLookMs, effectMsMax(hub, platform));
}
