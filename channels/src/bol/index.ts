import * as z from "zod";
import type { Connector } from "../connector.ts";
import { cancel } from "./cancel.ts";
import { check } from "./check.ts";
import { type BolClientOptions, bolClient } from "./client.ts";
import { ensureWebhooks } from "./ensure-webhooks.ts";
import { knownOrders } from "./known-orders.ts";
import { idsMax, listListings, readQuantities } from "./list-offers.ts";
import { pullOrders, readOrder } from "./pull-orders.ts";
import { pushQuantities } from "./push-quantities.ts";
import { readWarehouse } from "./read-warehouse.ts";
import { answerReturn, pullReturns } from "./returns.ts";
import { ship } from "./ship.ts";

/** Settings of a bol channel; none is needed. */
export const bolSettings = z.strictObject({
  /** Where tokens are asked for, when not at bol's own address. */
  loginUrl: z.string().optional(),
  /** Multiplies the documented budgets. */
  rateFactor: z.number().positive().max(1_000).default(1),
});

/** Rows per push: what the budget lets through in about ten seconds. */
const pushBatchMax = 250;

/** One bol account. */
export function bolConnector(options: BolClientOptions): Connector {
  const client = bolClient(options);
  const known = knownOrders();
  return {
    platform: "bol",
    writeKind: "net_of_open_orders",
    pushBatchMax,
    readBatchMax: idsMax,
    resetsToZero: true,
    pushQuantities: (rows, signal) => pushQuantities(client, rows, signal),
    pullOrders: (since, signal) => pullOrders(client, known, since, signal),
    clock: client.clock,
    readOrder: (id, signal) => readOrder(client, id, signal),
    readQuantities: (rows, signal) => readQuantities(client, rows, signal),
    check: (signal) => check(client, signal),
    ensureWebhooks: (address, signal) => ensureWebhooks(client, address, signal),
    listListings: (signal, place) => listListings(client, signal, place),
    ship: (shipment, signal) => ship(client, shipment, signal),
    cancel: (cancellation, signal) => cancel(client, cancellation, signal),
    readWarehouse: (signal) => readWarehouse(client, signal),
    pullReturns: (signal) => pullReturns(client, signal),
    answerReturn: (answer, signal) => answerReturn(client, answer, signal),
  };
}
