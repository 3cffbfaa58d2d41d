import type { PlatformName } from "@stockpool/channels";
import type { Hub } from "../hub.ts";

/**
 * Milliseconds that a new order may need until the platform's order list shows it. Shopify: its search index lags (seen in
 * recordings of its API, no figure published); bol: none published either. Ours to choose: longer means that what is
 * uncertain stays so for longer, shorter means that a late order may be counted twice until the next correction.
 */
const orderIndexLagMs: Record<PlatformName, number> = {
  shopify: 5_000,
  bol: 5_000,
  amazon: 120_000,
  portal: 0,
  pos: 0,
};

/** The lag of one platform. */
export function indexLagMs({ amazonTimes }: Pick<Hub, "amazonTimes">, platform: PlatformName): number {
  return platform === "amazon" && amazonTimes ? amazonTimes.listedWithinMs : orderIndexLagMs[platform];
}
