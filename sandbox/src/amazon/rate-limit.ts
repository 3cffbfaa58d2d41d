import { steadyMs } from "../clock.ts";

interface Plan {
  perSecond: number;
  burst: number;
}

/** Amazon's usage plans per operation [models of 2026-08-05]; what is not listed has the plan of notifications. */
const plans: Record<string, Plan> = {
  patchListingsItem: { perSecond: 5, burst: 5 },
  getListingsItem: { perSecond: 5, burst: 10 },
  searchListingsItems: { perSecond: 5, burst: 5 },
  searchOrders: { perSecond: 0.0056, burst: 20 },
  getOrder: { perSecond: 0.5, burst: 30 },
  confirmShipment: { perSecond: 2, burst: 10 },
  getInventorySummaries: { perSecond: 2, burst: 2 },
  createFeedDocument: { perSecond: 0.5, burst: 15 },
  createFeed: { perSecond: 5 / 300, burst: 5 },
  getFeeds: { perSecond: 0.0222, burst: 10 },
  getFeed: { perSecond: 2, burst: 15 },
  getFeedDocument: { perSecond: 0.0222, burst: 10 },
  createReport: { perSecond: 0.0167, burst: 15 },
  getReport: { perSecond: 2, burst: 15 },
  getReportDocument: { perSecond: 0.0167, burst: 15 },
  getMarketplaceParticipations: { perSecond: 0.016, burst: 15 },
};
const otherPlan: Plan = { perSecond: 1, burst: 5 };

/** Requests left per operation, and since when. */
export type Buckets = Map<string, { left: number; at: number }>;

/** Full buckets. */
export function buckets(): Buckets {
  return new Map();
}

/** Takes one request out of an operation's bucket; `header` is the steady rate as Amazon tells it. */
export function spend(all: Buckets, operation: string, rateFactor: number): { isExceeded: boolean; header: string } {
  const { perSecond, burst } = plans[operation] ?? otherPlan;
  const [rate, full] = [perSecond * rateFactor, Math.max(1, burst * rateFactor)];
  const now = steadyMs();
  const bucket = all.get(operation) ?? { left: full, at: now };
  const left = Math.min(full, bucket.left + ((now - bucket.at) / 1_000) * rate);
  const isExceeded = left < 1;
  all.set(operation, { left: isExceeded ? left : left - 1, at: now });
  return { isExceeded, header: String(rate) };
}
