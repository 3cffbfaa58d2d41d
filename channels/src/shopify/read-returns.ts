import { PlatformError } from "../trouble.ts";
import type { ShopifyClient } from "./client.ts";
import { nextCursor } from "./next-cursor.ts";
import { type RefundLine, type ReturnLine, refundById, returnById, returnIdsOf } from "./return-documents.ts";

/** A return of an order, with all its lines. */
export interface ShopifyReturn {
  id: string;
  status: string;
  createdAt: Date;
  lines: ReturnLine[];
}

/** A refund of an order, with all its lines. */
export interface ShopifyRefund {
  id: string;
  createdAt: Date;
  note: string | null;
  returnId: string | null;
  lines: RefundLine[];
}

/** All that an order's buyer sends back or is paid back for; null when the shop does not know the order. */
export async function readReturnsOf(
  client: ShopifyClient,
  orderId: string,
  signal: AbortSignal,
): Promise<{ returns: ShopifyReturn[]; refunds: ShopifyRefund[] } | null> {
  const returns: ShopifyReturn[] = [];
  let refundIds: string[] = [];
  let after: string | null = null;
  do {
    const { order } = await client.run(returnIdsOf, { id: orderId, after }, signal);
    if (order === null) return null;
    for (const { id } of order.returns.nodes) returns.push((await readReturn(client, id, signal)).found);
    refundIds = order.refunds.map(({ id }) => id);
    after = nextCursor(order.returns.pageInfo, after);
  } while (after !== null);
  const refunds: ShopifyRefund[] = [];
  for (const id of refundIds) refunds.push(await readRefund(client, id, signal));
  return { returns, refunds };
}

/** One return, and the order that it is of. */
export async function readReturn(
  client: ShopifyClient,
  id: string,
  signal: AbortSignal,
): Promise<{ orderId: string; found: ShopifyReturn }> {
  const lines: ReturnLine[] = [];
  let after: string | null = null;
  for (;;) {
    const { return: page } = await client.run(returnById, { id, after }, signal);
    if (page === null) throw new PlatformError(`Shopify does not know return ${id}`);
    lines.push(...page.returnLineItems.nodes);
    after = nextCursor(page.returnLineItems.pageInfo, after);
    if (after !== null) continue;
    const { status, createdAt, order } = page;
    return { orderId: order.id, found: { id, status, createdAt, lines } };
  }
}

async function readRefund(client: ShopifyClient, id: string, signal: AbortSignal): Promise<ShopifyRefund> {
  const lines: RefundLine[] = [];
  let after: string | null = null;
  for (;;) {
    const { refund: page } = await client.run(refundById, { id, after }, signal);
    if (page === null) throw new PlatformError(`Shopify does not know refund ${id}`);
    lines.push(...page.refundLineItems.nodes);
    after = nextCursor(page.refundLineItems.pageInfo, after);
    if (after !== null) continue;
    const { createdAt, note, return: of } = page;
    return { id, createdAt: createdAt ?? new Date(), note: note || null, returnId: of?.id ?? null, lines };
  }
}
