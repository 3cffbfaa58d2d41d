import type { PlatformCancellation, PlatformOrder, ShipResult } from "../connector.ts";
import type { Account } from "./account.ts";
import { acknowledgement, refusalIn } from "./acknowledgement.ts";
import { readOrder } from "./pull-orders.ts";
import { readFeed, readResult, sendFeed } from "./send-feed.ts";

/**
 * Cancels an order of which every open line is to be cancelled, and of which nothing has left: Amazon's feed of acknowledgements
 * cancels whole orders only, and would pay back what was sent. Amazon works on a feed for minutes. A repetition finds nothing open.
 */
export async function cancel(
  account: Account,
  cancellation: PlatformCancellation,
  allowHttp: boolean,
  signal: AbortSignal,
): Promise<ShipResult> {
  const order = await readOrder(account, cancellation.platformOrderId, signal);
  const line = order?.lines.find(({ platformLineId }) => platformLineId === cancellation.platformLineId);
  if (!order || !line) return { kind: "refused", error: `Amazon knows no item ${cancellation.platformLineId} here` };
  if (line.ordered === line.cancelled + line.shipped) return { kind: "told" };
  const { reference } = cancellation;
  const outcome = reference ? await readOutcome(account, reference, allowHttp, signal) : null;
  if (outcome?.kind === "refused" && (await isDone(account, cancellation, signal))) return { kind: "told" };
  if (outcome) return outcome;
  const hindrance = hindranceOf(order, cancellation);
  if (hindrance !== null) return { kind: "refused", error: hindrance };
  const text = acknowledgement(account.sellerId, order, cancellation.reason);
  const feed = { feedType: "POST_ORDER_ACKNOWLEDGEMENT_DATA", contentType: "text/xml; charset=UTF-8", text } as const;
  return { kind: "pending", reference: await sendFeed(account, feed, allowHttp, signal) };
}

/** Another feed may have cancelled the order since it was read: of two lines, or where an answer was lost; the second is refused. */
async function isDone(account: Account, asked: PlatformCancellation, signal: AbortSignal): Promise<boolean> {
  const order = await readOrder(account, asked.platformOrderId, signal);
  const line = order?.lines.find(({ platformLineId }) => platformLineId === asked.platformLineId);
  return line !== undefined && line.ordered === line.cancelled + line.shipped;
}

function hindranceOf(order: PlatformOrder, { platformLineId, alsoAsked = [] }: PlatformCancellation): string | null {
  if (order.fulfilledBy === "platform") return "Amazon ships this order itself: cancel it in Seller Central";
  if (order.lines.some(({ shipped }) => shipped > 0)) {
    return "part of this order has left, and Amazon cancels whole orders only: pay the rest back in Seller Central";
  }
  const asked = new Set([platformLineId, ...alsoAsked]);
  const isWhole = order.lines.every((line) => asked.has(line.platformLineId) || line.ordered === line.cancelled);
  if (isWhole) return null;
  return "Amazon cancels whole orders only: choose all lines, or cancel this one in Seller Central";
}

/** What became of the feed, while the line is still open; null when it is to be sent anew. */
async function readOutcome(
  account: Account,
  feedId: string,
  allowHttp: boolean,
  signal: AbortSignal,
): Promise<ShipResult | null> {
  const feed = await readFeed(account, feedId, signal);
  switch (feed?.processingStatus) {
    case undefined:
      return null;
    case "IN_QUEUE":
    case "IN_PROGRESS":
      return { kind: "pending", reference: feedId };
    case "CANCELLED":
    case "FATAL":
      return { kind: "refused", error: `Amazon did not work on feed ${feedId} (${feed?.processingStatus})` };
    case "DONE": {
      const result = feed?.resultFeedDocumentId;
      const why = result ? refusalIn((await readResult(account, result, allowHttp, signal)).reply.text) : null;
      // Taken, and not shown in the order yet.
      return why === null ? { kind: "pending", reference: feedId } : { kind: "refused", error: why };
    }
  }
}
