import { z } from "zod";
import { nowMs, toAmsterdam } from "../clock.ts";
import type { Answer } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import type { World } from "../world.ts";
import type { BolAccount, BolReturn } from "./account.ts";
import { findItem } from "./end-item.ts";
import { bodyOf, v10 } from "./media-type.ts";
import { problem } from "./problem.ts";
import { accept } from "./processes.ts";

const pageSize = 50;

/** A buyer announces that he sends units back. Returns the reason when he cannot. */
export function announceReturn(
  world: World,
  account: BolAccount,
  { orderItemId, quantity, reason }: { orderItemId: string; quantity: number; reason: string },
): BolReturn | string {
  const found = findItem(account, orderItemId);
  if (!found) return `Order item with id ${orderItemId} not found.`;
  if (quantity > found.item.shipped) return `Order item ${orderItemId} has ${found.item.shipped} units sent.`;
  world.ids.used += 2;
  const row: BolReturn = {
    returnId: String(60_000_000 + world.ids.used),
    rmaId: String(86_000_000 + world.ids.used),
    ...{ orderId: found.order.orderId, orderItemId, quantity, reason, registeredAt: nowMs(), handled: null },
  };
  account.returns.push(row);
  world.onChange();
  return row;
}

/** `GET /retailer/returns`, newest first. */
export function listReturns(account: BolAccount, request: Request): Answer {
  const { query } = request;
  const page = Number(query.get("page") ?? 1);
  const [handled, method] = [query.get("handled"), query.get("fulfilment-method")];
  const rows = account.returns.filter(
    (row) =>
      (handled === null || handled === String(row.handled !== null)) &&
      (method === null || method === methodOf(account, row)),
  );
  const returns = rows
    .toReversed()
    .slice((page - 1) * pageSize, page * pageSize)
    .map((row) => view(account, row));
  return bodyOf(200, { returns }, v10);
}

function methodOf(account: BolAccount, row: BolReturn): string {
  return findItem(account, row.orderItemId)?.item.fulfilmentMethod ?? "FBR";
}

function view(account: BolAccount, row: BolReturn) {
  const offerId = findItem(account, row.orderItemId)?.item.offerId ?? "";
  const { handled } = row;
  const item = {
    rmaId: row.rmaId,
    orderId: row.orderId,
    ean: account.offers.get(offerId)?.ean ?? "",
    expectedQuantity: row.quantity,
    returnReason: { mainReason: row.reason, detailedReason: null, customerComments: "" },
    handled: handled !== null,
    processingResults: handled
      ? [
          {
            quantity: handled.quantity,
            processingResult: handled.result === "RETURN_RECEIVED" ? "ACCEPTED" : "REJECTED",
            handlingResult: handled.result,
            processingDateTime: toAmsterdam(handled.at),
          },
        ]
      : [],
  };
  return {
    returnId: row.returnId,
    registrationDateTime: toAmsterdam(row.registeredAt),
    fulfilmentMethod: methodOf(account, row),
    returnItems: [item],
  };
}

const handling = z.object({
  handlingResult: z.enum([
    "RETURN_RECEIVED",
    "EXCHANGE_PRODUCT",
    "RETURN_DOES_NOT_MEET_CONDITIONS",
    "REPAIR_PRODUCT",
    "CUSTOMER_KEEPS_PRODUCT_PAID",
    "STILL_APPROVED",
  ]),
  quantityReturned: z.number().int().min(1).max(9_999),
});

/** `PUT /retailer/returns/{rma-id}`: says what became of a returned item, a little later. */
export function handleReturn(world: World, account: BolAccount, rmaId: string, body: unknown): Answer {
  const parsed = handling.safeParse(body);
  if (!parsed.success) {
    const violations = parsed.error.issues.map(({ path, message }) => ({ name: path.join("."), reason: message }));
    return problem(400, "Bad request", violations);
  }
  const { handlingResult: result, quantityReturned: quantity } = parsed.data;
  return accept(
    world,
    account,
    "HANDLE_RETURN_ITEM",
    `Handle the return item with return number ${rmaId}.`,
    rmaId,
    () => {
      const row = account.returns.find((one) => one.rmaId === rmaId);
      if (!row) return `Return item with id ${rmaId} not found.`;
      if (row.handled) return `Return item ${rmaId} has been handled already.`;
      if (quantity > row.quantity) return `Return item ${rmaId} expects ${row.quantity} units, got ${quantity}.`;
      row.handled = { result, quantity, at: nowMs() };
      return null;
    },
  );
}
