import type { Channel } from "../state.ts";
import type { ListingFacts } from "./facts.ts";
import type { Inherited } from "./inherit.ts";
import type { Step } from "./trace.ts";

/** The most that a platform takes for one listing. bol: 999 (Retailer API v10, stock amount). */
const platformMax: Readonly<Record<string, number>> = { bol: 999 };

/**
 * Shows at most the rule's cap, and at most what the platform takes. Where amounts are net of open orders, the platform is told
 * the quantity plus the open units, and that sum is what it limits.
 */
export function capQuantity(before: number, rule: Inherited, channel: Channel, facts: ListingFacts): Step {
  const cap = rule.cap.value ?? Number.POSITIVE_INFINITY;
  const most = platformMaxFor(channel, facts);
  const after = Math.min(before, cap, most ?? Number.POSITIVE_INFINITY);
  const openUnits = isNet(channel) && most !== null ? facts.openUnits : null;
  const detail = { cap: rule.cap.value, platformMax: platformMax[channel.platform] ?? null };
  const ruleId = cap <= (most ?? Number.POSITIVE_INFINITY) ? rule.cap.ruleId : null;
  return { step: "cap", ruleId, before, after, detail: openUnits === null ? detail : { ...detail, openUnits } };
}

/** The most units that a channel's platform limits, where its open orders count against that; null where they do not. */
export function netMax(channel: Channel): number | null {
  return isNet(channel) ? (platformMax[channel.platform] ?? null) : null;
}

function platformMaxFor(channel: Channel, { openUnits }: ListingFacts): number | null {
  const most = platformMax[channel.platform];
  if (most === undefined) return null;
  return isNet(channel) ? Math.max(0, most - (openUnits ?? 0)) : most;
}

function isNet(channel: Channel): boolean {
  return channel.writeKind === "net_of_open_orders";
}
