import type * as z from "zod";
import type { AccountCheck, Connector } from "../connector.ts";
import { cancel } from "./cancel.ts";
import { check } from "./check.ts";
import { type ShopifyClientOptions, shopifyClient } from "./client.ts";
import { setAvailable } from "./documents.ts";
import { ensureWebhooks } from "./ensure-webhooks.ts";
import { listListings } from "./list-listings.ts";
import { pullOrders, readOrder } from "./pull-orders.ts";
import { pullReturns, pullReturnsAbout, type ReturnsPlace } from "./pull-returns.ts";
import { pushQuantities } from "./push-quantities.ts";
import { arrayMax, type Places, readQuantities } from "./read-quantities.ts";
import type { shopifySettings } from "./settings.ts";
import { ship } from "./ship.ts";

/** Checks a shop that no place was chosen of yet. */
export function checkShop(
  options: ShopifyClientOptions,
  locationId: string | null,
  signal: AbortSignal,
): Promise<AccountCheck> {
  return check(shopifyClient(options), locationId === null ? [] : [locationId], signal);
}

/** One shop. */
export function shopifyConnector(
  options: ShopifyClientOptions,
  { locationId, otherLocationIds, bulkFrom }: z.infer<typeof shopifySettings>,
): Connector {
  const client = shopifyClient(options);
  const places: Places = [locationId, ...otherLocationIds];
  const returnsPlace: ReturnsPlace = { since: null };
  return {
    platform: "shopify",
    writeKind: "compare_and_set",
    pushBatchMax: arrayMax,
    readBatchMax: arrayMax,
    resetsToZero: false,
    awaitTurn: (signal) => client.awaitTurn(setAvailable, signal),
    pushQuantities: (rows, signal) => pushQuantities(client, places, rows, signal),
    pullOrders: (since, signal) => pullOrders(client, since, signal),
    clock: client.clock,
    readOrder: (id, signal) => readOrder(client, id, signal),
    readQuantities: (rows, signal) => readQuantities(client, places, rows, signal),
    check: (signal) => check(client, places, signal),
    ensureWebhooks: (address, signal) => ensureWebhooks(client, address, signal),
    listListings: (signal, place) => listListings(client, bulkFrom, signal, place),
    ship: (shipment, signal) => ship(client, shipment, signal),
    cancel: (cancellation, signal) => cancel(client, cancellation, signal),
    pullReturns: (signal, about) =>
      about === undefined ? pullReturns(client, returnsPlace, signal) : pullReturnsAbout(client, about, signal),
  };
}
