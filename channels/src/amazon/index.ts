import type { Connector } from "../connector.ts";
import type { Account } from "./account.ts";
import { skusMax } from "./availability.ts";
import { cancel } from "./cancel.ts";
import { check } from "./check.ts";
import { type AmazonClientOptions, amazonClient } from "./client.ts";
import { ensureNotifications } from "./ensure-notifications.ts";
import { findFeeds, lookAtFeed } from "./feeds.ts";
import { knownSkus } from "./known-skus.ts";
import { listListings } from "./list-listings.ts";
import { type OpenSearch, pullOrders, readOrder } from "./pull-orders.ts";
import { feedFrom, pushQuantities } from "./push-quantities.ts";
import { askReport, lookAtReports, readReports } from "./quantity-report.ts";
import { type QueueAccess, sqsQueue } from "./queue.ts";
import { readQuantities } from "./read-quantities.ts";
import { readWarehouse } from "./read-warehouse.ts";
import { ship } from "./ship.ts";

/** Rows per push: one feed's worth of the worker's look. */
const pushBatchMax = 1_000;

export interface AmazonConnectorOptions extends AmazonClientOptions {
  sellerId: string;
  marketplaceIds: [string, ...string[]];
  queue: QueueAccess | null;
  allowHttp: boolean;
  reportFrom: number;
}

/** Amazon gives some reports again for up to six hours (report types, 2026). */
const reportAgeMsMax = 6 * 3_600_000;

/** One seller account in one region. */
export function amazonConnector(options: AmazonConnectorOptions): Connector {
  const { sellerId, marketplaceIds, queue, allowHttp, reportFrom } = options;
  const account: Account = { client: amazonClient(options), sellerId, marketplaceIds };
  const push = { account, known: knownSkus(), allowHttp };
  const open: OpenSearch = { search: null, listedUntil: null };
  return {
    platform: "amazon",
    writeKind: "absolute",
    pushBatchMax,
    readBatchMax: skusMax,
    resetsToZero: false,
    pushQuantities: (rows, signal) => pushQuantities(push, rows, signal),
    lookAtPushes: (reference, signal) => lookAtFeed(account, reference, allowHttp, signal),
    worksTogetherFrom: feedFrom,
    findPushes: (since, signal) => findFeeds(account, since, signal),
    pullOrders: (since, signal) => pullOrders(account, open, since, signal),
    orderList: open,
    clock: account.client.clock,
    readOrder: (id, signal) => readOrder(account, id, signal),
    readQuantities: (rows, signal) => readQuantities(account, rows, signal),
    askReport: (signal) => askReport(account, signal),
    lookAtReport: (reference, signal) => lookAtReports(account, reference, signal),
    readReport: (reference, signal) => readReports(account, reference, allowHttp, signal),
    ...{ reportFrom, reportAgeMsMax },
    check: (signal) => check(account, signal),
    ensureWebhooks: (_address, signal) => ensureNotifications(account, queue, signal),
    listListings: (signal, place) => listListings(account, { allowHttp, reportFrom }, signal, place),
    ship: (shipment, signal) => ship(account, shipment, signal),
    cancel: (cancellation, signal) => cancel(account, cancellation, allowHttp, signal),
    readWarehouse: (signal) => readWarehouse(account, signal),
    ...(queue && { queue: sqsQueue(queue) }),
  };
}
