import { z } from "zod";
import { nowMs, toAmsterdam } from "../clock.ts";
import type { Answer } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import type { World } from "../world.ts";
import type { BolAccount } from "./account.ts";
import { announce } from "./announce.ts";
import { cancelItem, findItem, shipItem } from "./end-item.ts";
import { bodyOf, v10 } from "./media-type.ts";
import { problem } from "./problem.ts";
import { accept } from "./processes.ts";

const shipment = z.object({
  orderItems: z
    .array(z.object({ orderItemId: z.string().min(1), quantity: z.number().int().nullish() }))
    .min(1)
    .max(100),
  shipmentReference: z.string().max(90).nullish(),
  shippingLabelId: z.string().nullish(),
  transport: z.object({ transporterCode: z.string(), trackAndTrace: z.string().nullish() }).nullish(),
});

/** `POST /retailer/shipments`: ships items, a little later. */
export function createShipment(world: World, account: BolAccount, body: unknown): Answer {
  const parsed = shipment.safeParse(body);
  if (!parsed.success) return badBody(parsed.error);
  const { orderItems, shipmentReference, shippingLabelId, transport } = parsed.data;
  if (!shippingLabelId === !transport) {
    const reason = "give either a shippingLabelId or a transport";
    return problem(400, "Bad request", [{ name: "transport", reason }]);
  }
  const ids = orderItems.map(({ orderItemId }) => orderItemId);
  return accept(
    world,
    account,
    "CREATE_SHIPMENT",
    `Create shipment for order item(s) ${ids.join(", ")}.`,
    ids[0] ?? null,
    () => {
      for (const { orderItemId, quantity } of orderItems) {
        const refused = shipItem(world, account, orderItemId, quantity ?? null);
        if (refused) return refused;
      }
      remember(world, account, ids, shipmentReference ?? "");
      return null;
    },
  );
}

function remember(world: World, account: BolAccount, orderItemIds: string[], reference: string): void {
  world.ids.used += 2;
  const row = {
    shipmentId: String(914_587_795 + world.ids.used),
    transportId: String(358_612_589 + world.ids.used),
    reference,
    shippedAt: nowMs(),
    orderId: findItem(account, orderItemIds[0] ?? "")?.order.orderId ?? "",
    orderItemIds,
  };
  account.shipments.push(row);
  announce(world, account, "SHIPMENT", "CREATE_SHIPMENT_EVENT", row.shipmentId);
}

/** `GET /retailer/shipments` */
export function listShipments(account: BolAccount, request: Request): Answer {
  const orderId = request.query.get("order-id");
  const page = Number(request.query.get("page") ?? 1);
  const rows = account.shipments.filter((row) => orderId === null || row.orderId === orderId).toReversed();
  const shipments = rows.slice((page - 1) * 50, page * 50).map((row) => ({
    shipmentId: row.shipmentId,
    shipmentDateTime: toAmsterdam(row.shippedAt),
    shipmentReference: row.reference,
    order: { orderId: row.orderId, orderPlacedDateTime: toAmsterdam(account.orders.get(row.orderId)?.placedAt ?? 0) },
    shipmentItems: row.orderItemIds.map((orderItemId) => {
      const offerId = findItem(account, orderItemId)?.item.offerId ?? "";
      return { orderItemId, ean: account.offers.get(offerId)?.ean ?? "" };
    }),
    transport: { transportId: row.transportId },
  }));
  return bodyOf(200, { shipments }, v10);
}

const cancellation = z.object({
  orderItems: z
    .array(
      z.object({
        orderItemId: z.string().min(1),
        reasonCode: z.enum([
          "OUT_OF_STOCK",
          "REQUESTED_BY_CUSTOMER",
          "BAD_CONDITION",
          "HIGHER_SHIPCOST",
          "INCORRECT_PRICE",
          "NOT_AVAIL_IN_TIME",
          "NO_BOL_GUARANTEE",
          "ORDERED_TWICE",
          "RETAIN_ITEM",
          "TECH_ISSUE",
          "UNFINDABLE_ITEM",
          "OTHER",
        ]),
      }),
    )
    .length(1),
});

/** `PUT /retailer/orders/cancellation`: cancels one item, a little later. */
export function cancelOrderItem(world: World, account: BolAccount, body: unknown): Answer {
  const parsed = cancellation.safeParse(body);
  if (!parsed.success) return badBody(parsed.error);
  const [row] = parsed.data.orderItems;
  if (!row) return problem(400, "Bad request", [{ name: "orderItems", reason: "must have one item" }]);
  const { orderItemId, reasonCode } = row;
  const description = `Cancel order item with order item id '${orderItemId}'.`;
  return accept(world, account, "CANCEL_ORDER", description, orderItemId, () =>
    cancelItem(world, account, orderItemId, reasonCode),
  );
}

function badBody(error: z.ZodError): Answer {
  const violations = error.issues.map(({ path, message }) => ({ name: path.join("."), reason: message }));
  return problem(400, "Bad request", violations);
}
