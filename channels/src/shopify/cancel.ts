import type { PlatformCancellation, PlatformOrder, ShipResult } from "../connector.ts";
import type { ShopifyClient } from "./client.ts";
import { cancelOrder, jobById } from "./documents.ts";
import { readOrder } from "./pull-orders.ts";

const reasons: Record<PlatformCancellation["reason"], string> = {
  out_of_stock: "INVENTORY",
  asked_by_buyer: "CUSTOMER",
  other: "OTHER",
};

/**
 * Cancels an order of which nothing else is left, or the rest is to be cancelled too. Shopify cancels whole orders only: a line is
 * taken out by editing the order there. It works on it after its answer, and may fail, so only the order itself tells that it did.
 */
export async function cancel(
  client: ShopifyClient,
  cancellation: PlatformCancellation,
  signal: AbortSignal,
): Promise<ShipResult> {
  const asItIs = await look(client, cancellation, signal);
  if (asItIs.kind !== "open") return asItIs;
  const { platformOrderId, reason, reference } = cancellation;
  const before = reference ? await readJob(client, reference, signal) : null;
  if (before) return outcome(client, cancellation, before, signal);
  const hindrance = hindranceOf(asItIs.order, cancellation);
  if (hindrance !== null) return { kind: "refused", error: hindrance };
  const variables = { orderId: platformOrderId, reason: reasons[reason] };
  const { job, orderCancelUserErrors } = (await client.run(cancelOrder, variables, signal)).orderCancel;
  const [error] = orderCancelUserErrors;
  if (error) return unlessEnded(client, cancellation, error.message, signal);
  const started = job && (await readJob(client, job.id, signal));
  return started ? outcome(client, cancellation, started, signal) : { kind: "pending", reference: job?.id ?? "" };
}

type Look = { kind: "open"; order: PlatformOrder } | Extract<ShipResult, { kind: "told" | "refused" }>;

async function look(
  client: ShopifyClient,
  { platformOrderId, platformLineId }: PlatformCancellation,
  signal: AbortSignal,
): Promise<Look> {
  const order = await readOrder(client, platformOrderId, signal);
  const line = order?.lines.find((row) => row.platformLineId === platformLineId);
  if (!order || !line) return { kind: "refused", error: `the shop knows no line ${platformLineId} in this order` };
  return line.ordered === line.cancelled + line.shipped ? { kind: "told" } : { kind: "open", order };
}

function hindranceOf(order: PlatformOrder, { platformLineId, alsoAsked = [] }: PlatformCancellation): string | null {
  const asked = new Set([platformLineId, ...alsoAsked]);
  const isWhole = order.lines.every((row) => asked.has(row.platformLineId) || row.ordered === row.cancelled);
  if (isWhole && order.lines.every((row) => row.shipped === 0)) return null;
  return "Shopify cancels whole orders only: choose all lines, or edit or refund this order there";
}

interface Job {
  id: string;
  done: boolean;
}

/** Null when Shopify has forgotten it: then only the order tells what came of it. */
async function readJob(client: ShopifyClient, id: string, signal: AbortSignal): Promise<Job | null> {
  return (await client.run(jobById, { id }, signal)).job;
}

async function outcome(
  client: ShopifyClient,
  cancellation: PlatformCancellation,
  { id, done }: Job,
  signal: AbortSignal,
): Promise<ShipResult> {
  if (!done) return { kind: "pending", reference: id };
  const error = "Shopify ended the cancellation and left the order open: look at it there";
  return unlessEnded(client, cancellation, error, signal);
}

/** A refusal, unless the order is cancelled by now: a request before this one may have ended since it was read. */
async function unlessEnded(
  client: ShopifyClient,
  cancellation: PlatformCancellation,
  error: string,
  signal: AbortSignal,
): Promise<ShipResult> {
  const asItIs = await look(client, cancellation, signal);
  return asItIs.kind === "open" ? { kind: "refused", error } : asItIs;
}
