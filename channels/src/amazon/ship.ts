import type { PlatformShipment, ShipResult } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { Account } from "./account.ts";
import { type AmazonOrder, nothing, orderReply } from "./replies.ts";

/** Carriers that Amazon knows by a code in Europe; any other is told by its name. */
const carrierCodes = new Set(["DHL", "DPD", "GLS", "UPS", "FedEx", "PostNL", "bpost", "TNT", "Hermes"]);

/** Tells Amazon of a parcel. Amazon keeps the hub's number for it, by which a repetition finds what is there already. */
export async function ship(account: Account, shipment: PlatformShipment, signal: AbortSignal): Promise<ShipResult> {
  const order = await readPackages(account, shipment.platformOrderId, signal);
  if (order === null) return { kind: "refused", error: `Amazon does not know order ${shipment.platformOrderId}` };
  if (isKnown(order, shipment)) return { kind: "told" };
  try {
    await confirm(account, order, shipment, signal);
    return { kind: "told" };
  } catch (error) {
    if (error instanceof PlatformError && error.status === 400) return { kind: "refused", error: error.message };
    throw error;
  }
}

async function readPackages({ client }: Account, id: string, signal: AbortSignal): Promise<AmazonOrder | null> {
  const path = `/orders/2026-01-01/orders/${encodeURIComponent(id)}`;
  const query = { includedData: "FULFILLMENT,PACKAGES" };
  const reply = await client.read({ operation: "getOrder", method: "GET", path, query }, orderReply, signal);
  return reply?.order ?? null;
}

function isKnown({ packages }: AmazonOrder, { shipmentId }: PlatformShipment): boolean {
  return packages?.some(({ packageReferenceId }) => packageReferenceId === referenceOf(shipmentId)) ?? false;
}

async function confirm(
  { client, marketplaceIds }: Account,
  order: AmazonOrder,
  shipment: PlatformShipment,
  signal: AbortSignal,
): Promise<void> {
  const { platformOrderId, shipmentId, lines, carrier, tracking } = shipment;
  const carrierCode = carrier !== null && carrierCodes.has(carrier) ? carrier : "Other";
  const packageDetail = {
    packageReferenceId: referenceOf(shipmentId),
    carrierCode,
    ...(carrierCode === "Other" && { carrierName: carrier ?? "Other" }),
    trackingNumber: tracking ?? "",
    shipDate: new Date().toISOString(),
    orderItems: lines.map(({ platformLineId, quantity }) => ({ orderItemId: platformLineId, quantity })),
  };
  const path = `/orders/v0/orders/${encodeURIComponent(platformOrderId)}/shipmentConfirmation`;
  const body = { marketplaceId: order.salesChannel.marketplaceId ?? marketplaceIds[0], packageDetail };
  await client.write({ operation: "confirmShipment", method: "POST", path, body }, nothing, signal);
}

/** Amazon wants a number: the first 48 bits of the parcel's id. */
function referenceOf(shipmentId: string): string {
  const bits = shipmentId.replaceAll("-", "").slice(-12);
  return String(Number.parseInt(bits, 16));
}
