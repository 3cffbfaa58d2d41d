import type { PlatformReturn } from "../connector.ts";
import type { ShopifyRefund, ShopifyReturn } from "./read-returns.ts";

/**
 * What comes back of one order, each unit once. A return stands for its units, whatever is refunded of them; a refund that put sent
 * units back into stock stands for those which no return speaks of. Units that were never sent are the order's business.
 * Quantity 0: nothing is expected any more.
 */
export function toReturns(
  platformOrderId: string,
  { returns, refunds }: { returns: ShopifyReturn[]; refunds: ShopifyRefund[] },
): PlatformReturn[] {
  const ofReturns = returns.filter(({ status }) => status !== "REQUESTED").flatMap((one) => rowsOfReturn(one));
  const covered = coveredUnits(returns, refunds);
  // The newest first: what was refunded before there was a return is not of it.
  const alone = refunds.filter(({ returnId }) => returnId === null).toReversed();
  const ofRefunds = alone.flatMap((one) => rowsOfRefund(one, covered));
  return [...ofReturns, ...ofRefunds].map((row) => ({ ...row, platformOrderId, barcode: null, isHandled: false }));
}

type Row = Omit<PlatformReturn, "platformOrderId" | "barcode" | "isHandled">;

function rowsOfReturn({ status, createdAt, lines }: ShopifyReturn): Row[] {
  const isOff = status === "CANCELED" || status === "DECLINED";
  return lines.map(({ id, quantity, customerNote, returnReasonNote, fulfillmentLineItem }) => {
    const line = fulfillmentLineItem?.lineItem;
    const reason = [returnReasonNote, customerNote].filter(Boolean).join(" – ") || null;
    const about = { platformLineId: line?.id ?? null, sku: line?.sku || null, title: line?.title ?? null };
    return { platformReturnId: id, ...about, quantity: isOff ? 0 : quantity, reason, announcedAt: createdAt };
  });
}

/** Units by order line that refunds which name no return paid back, and that Shopify counts as a return's all the same. */
function coveredUnits(returns: ShopifyReturn[], refunds: ShopifyRefund[]): Map<string, number> {
  const covered = new Map<string, number>();
  for (const { id: returnId, status, lines } of returns) {
    if (status === "CANCELED" || status === "DECLINED") continue;
    const named = refunds.filter((refund) => refund.returnId === returnId).flatMap((refund) => refund.lines);
    for (const { fulfillmentLineItem, refundedQuantity } of lines) {
      const lineId = fulfillmentLineItem?.lineItem.id;
      if (!lineId) continue;
      const told = named.filter(({ lineItem }) => lineItem.id === lineId).reduce((sum, row) => sum + row.quantity, 0);
      covered.set(lineId, (covered.get(lineId) ?? 0) + Math.max(0, refundedQuantity - told));
    }
  }
  return covered;
}

/** Takes what it counts off `covered`. */
function rowsOfRefund({ id, createdAt, note, lines }: ShopifyRefund, covered: Map<string, number>): Row[] {
  return lines
    .filter(({ restockType }) => restockType === "RETURN")
    .map((row) => {
      const { id: lineId, sku, title } = row.lineItem;
      const ofReturn = Math.min(row.quantity, covered.get(lineId) ?? 0);
      covered.set(lineId, (covered.get(lineId) ?? 0) - ofReturn);
      return {
        ...{ platformReturnId: row.id ?? `${id}/${lineId}`, platformLineId: lineId, sku: sku || null, title },
        ...{ quantity: row.quantity - ofReturn, reason: note, announcedAt: createdAt },
      };
    });
}
