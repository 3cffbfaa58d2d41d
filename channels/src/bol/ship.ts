import type { PlatformShipment, ShipResult } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { BolClient } from "./client.ts";
import { type ProcessStatus, readProcess } from "./process.ts";
import { processStatusReply, shipmentsReply } from "./replies.ts";

/**
 * Tells bol of a parcel. bol keeps the hub's id as shipmentReference, by which a repetition finds what is there already; with
 * `reference`, the process that bol named before is looked at first.
 */
export async function ship(client: BolClient, shipment: PlatformShipment, signal: AbortSignal): Promise<ShipResult> {
  if (await isKnown(client, shipment, signal)) return { kind: "told" };
  const before = shipment.reference ? await readProcess(client, shipment.reference, signal) : null;
  // A process that bol gave up (TIMEOUT), or has forgotten, did nothing: the parcel is sent anew.
  if (before && before.status !== "TIMEOUT") return outcome(client, shipment, before, signal);
  try {
    return await outcome(client, shipment, await send(client, shipment, signal), signal);
  } catch (error) {
    if (error instanceof PlatformError && error.status === 400) return { kind: "refused", error: error.message };
    throw error;
  }
}

async function isKnown(client: BolClient, shipment: PlatformShipment, signal: AbortSignal): Promise<boolean> {
  const query = new URLSearchParams({ "order-id": shipment.platformOrderId, "fulfilment-method": "FBR" });
  const request = { endpoint: "listShipments", method: "GET", path: "/retailer/shipments", query } as const;
  const reply = await client.read(request, shipmentsReply, signal);
  return reply?.shipments.some(({ shipmentReference }) => shipmentReference === shipment.shipmentId) ?? false;
}

/** Hands the parcel in, and looks once how that went. */
async function send(client: BolClient, shipment: PlatformShipment, signal: AbortSignal): Promise<ProcessStatus> {
  const { shipmentId: shipmentReference, carrier, tracking } = shipment;
  const orderItems = shipment.lines.map(({ platformLineId, quantity }) => ({ orderItemId: platformLineId, quantity }));
  const transport = { transporterCode: carrier ?? "OTHER", ...(tracking !== null && { trackAndTrace: tracking }) };
  const body = { orderItems, shipmentReference, transport };
  const request = { endpoint: "createShipment", method: "POST", path: "/retailer/shipments", body } as const;
  const first = await client.write(request, processStatusReply, signal);
  if (first.status !== "PENDING" || !first.processStatusId) return first;
  return (await readProcess(client, first.processStatusId, signal)) ?? first;
}

/** bol may take hours to work on it, so what is pending now is reported as such. */
async function outcome(
  client: BolClient,
  shipment: PlatformShipment,
  { status, processStatusId, errorMessage }: ProcessStatus,
  signal: AbortSignal,
): Promise<ShipResult> {
  switch (status) {
    case "SUCCESS":
      return { kind: "told" };
    case "FAILURE":
      // Also the second of two processes for one parcel fails; the first one has told bol then.
      if (await isKnown(client, shipment, signal)) return { kind: "told" };
      return { kind: "refused", error: errorMessage || "bol does not say why" };
    case "PENDING":
    case "TIMEOUT":
      return { kind: "pending", reference: processStatusId ?? shipment.reference ?? "" };
  }
}
