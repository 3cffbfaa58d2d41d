import type { Inherited } from "../publish/inherit.ts";
import { sharePercent } from "../publish/share-percent.ts";
import type { VelocityShare } from "../state.ts";

/** A guaranteed listing with what its rules and its sales say of its part. */
interface Weighed {
  rule: Inherited;
  velocity: VelocityShare | null;
}

/**
 * What each listing's part weighs beside the others', in their order: its percentage, by velocity or by hand. One without a
 * percentage weighs as much as the others do on average.
 */
export function weigh(listings: Weighed[]): number[] {
  const percents = listings.map(({ rule, velocity }) => sharePercent(rule, velocity)?.percent ?? null);
  const set = percents.filter((percent) => percent !== null);
  const usual = set.length === 0 ? 1 : Math.max(1, set.reduce((sum, one) => sum + one, 0) / set.length);
  return percents.map((percent) => percent ?? usual);
}
