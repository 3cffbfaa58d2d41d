import type { Bucket } from "../http/budgets.ts";

/**
 * Amazon's usage plans per seller and app: a token bucket for each operation. Rates and bursts: the "Usage Plan" tables in
 * Amazon's Swagger models of 5 August 2026; `createFeed`: changelog of May 2025 (5 JSON_LISTINGS_FEED in 5 minutes).
 */
export const operations = {
  patchListingsItem: { perSecond: 5, max: 5 },
  getListingsItem: { perSecond: 5, max: 5 },
  searchListingsItems: { perSecond: 5, max: 5 },
  searchOrders: { perSecond: 0.0056, max: 20 },
  getOrder: { perSecond: 0.5, max: 30 },
  confirmShipment: { perSecond: 2, max: 10 },
  getInventorySummaries: { perSecond: 2, max: 2 },
  createFeedDocument: { perSecond: 0.5, max: 15 },
  createFeed: { perSecond: 5 / 300, max: 5 },
  getFeeds: { perSecond: 0.0222, max: 10 },
  getFeed: { perSecond: 2, max: 15 },
  getFeedDocument: { perSecond: 0.0222, max: 10 },
  createReport: { perSecond: 0.0167, max: 15 },
  getReport: { perSecond: 2, max: 15 },
  getReportDocument: { perSecond: 0.0167, max: 15 },
  notifications: { perSecond: 1, max: 5 },
  getMarketplaceParticipations: { perSecond: 0.016, max: 15 },
} as const satisfies Record<string, Bucket>;

export type OperationName = keyof typeof operations;
