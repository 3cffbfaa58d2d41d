import type { PlatformCancellation, ShipResult } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { BolClient } from "./client.ts";
import { type ProcessStatus, readProcess } from "./process.ts";
import { readOrder } from "./pull-orders.ts";
import { processStatusReply } from "./replies.ts";

/** bol's words for the hub's reasons. After OUT_OF_STOCK bol itself sets the offer's stock to 0. */
const reasonCodes: Record<PlatformCancellation["reason"], string> = {
  out_of_stock: "OUT_OF_STOCK",
  asked_by_buyer: "REQUESTED_BY_CUSTOMER",
  other: "OTHER",
};

/** Cancels all that is open of one item. A repetition finds nothing open, and is told so without asking bol again. */
export async function cancel(
  client: BolClient,
  cancellation: PlatformCancellation,
  signal: AbortSignal,
): Promise<ShipResult> {
  const openBefore = await openUnits(client, cancellation, signal);
  if (openBefore === null)
    return { kind: "refused", error: `bol knows no item ${cancellation.platformLineId} in this order` };
  if (openBefore === 0) return { kind: "told" };
  const before = cancellation.reference ? await readProcess(client, cancellation.reference, signal) : null;
  try {
    // A process that bol gave up (TIMEOUT), or has forgotten, did nothing: the units are still open.
    const status = before && before.status !== "TIMEOUT" ? before : await send(client, cancellation, signal);
    return await outcome(client, cancellation, status, signal);
  } catch (error) {
    if (!(error instanceof PlatformError) || error.status !== 400) throw error;
    return unlessEnded(client, cancellation, error.message, signal);
  }
}

async function openUnits(client: BolClient, cancellation: PlatformCancellation, signal: AbortSignal) {
  const order = await readOrder(client, cancellation.platformOrderId, signal);
  const line = order?.lines.find(({ platformLineId }) => platformLineId === cancellation.platformLineId);
  return line ? line.ordered - line.cancelled - line.shipped : null;
}

async function send(
  client: BolClient,
  cancellation: PlatformCancellation,
  signal: AbortSignal,
): Promise<ProcessStatus> {
  const { platformLineId: orderItemId, reason } = cancellation;
  const body = { orderItems: [{ orderItemId, reasonCode: reasonCodes[reason] }] };
  const request = { endpoint: "cancelOrder", method: "PUT", path: "/retailer/orders/cancellation", body } as const;
  const first = await client.write(request, processStatusReply, signal);
  if (first.status !== "PENDING" || !first.processStatusId) return first;
  return (await readProcess(client, first.processStatusId, signal)) ?? first;
}

async function outcome(
  client: BolClient,
  cancellation: PlatformCancellation,
  status: ProcessStatus,
  signal: AbortSignal,
): Promise<ShipResult> {
  switch (status.status) {
    case "SUCCESS":
      return { kind: "told" };
    case "FAILURE":
      return unlessEnded(client, cancellation, status.errorMessage || "bol does not say why", signal);
    case "PENDING":
    case "TIMEOUT":
      return { kind: "pending", reference: status.processStatusId ?? cancellation.reference ?? "" };
  }
}

/** A refusal, unless nothing is open by now: the second of two requests for one item fails because the first one did it. */
async function unlessEnded(
  client: BolClient,
  cancellation: PlatformCancellation,
  error: string,
  signal: AbortSignal,
): Promise<ShipResult> {
  const isEnded = (await openUnits(client, cancellation, signal)) === 0;
  return isEnded ? { kind: "told" } : { kind: "refused", error };
}
