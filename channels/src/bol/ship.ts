import type { PlatformShipment, ShipResult } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { BolClient } from "./client.ts";
import { processStatusReply, shipmentsReply } from "./replies.ts";

/** Tells bol of a parcel. bol keeps the hub's id as shipmentReference, by which a repetition finds what is there already. */
export async function ship(client: BolClient, shipment: PlatformShipment, signal: AbortSignal): Promise<ShipResult> {
  if (await isKnown(client, shipment, signal)) return { kind: "told" };
  const { shipmentId: shipmentReference, carrier, tracking } = shipment;
  const orderItems = shipment.lines.map(({ platformLineId, quantity }) => ({ orderItemId: platformLineId, quantity }));
  const transport = { transporterCode: carrier ?? "OTHER", ...(tracking !== null && { trackAndTrace: tracking }) };
  const body = { orderItems, shipmentReference, transport };
  try {
    const request = { endpoint: "createShipment", method: "POST", path: "/retailer/shipments", body } as const;
    return await outcome(client, await client.write(request, processStatusReply, signal), signal);
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

type ProcessStatus = (typeof processStatusReply)["_output"];

/** bol may take hours to work on it, so what is pending now is reported as such, after one look. */
async function outcome(client: BolClient, first: ProcessStatus, signal: AbortSignal): Promise<ShipResult> {
  const status = first.status === "PENDING" ? await look(client, first, signal) : first;
  switch (status.status) {
    case "SUCCESS":
      return { kind: "told" };
    case "FAILURE":
      return { kind: "refused", error: status.errorMessage || "bol does not say why" };
    case "PENDING":
    case "TIMEOUT":
      return { kind: "pending", reference: first.processStatusId ?? "" };
  }
}

async function look(client: BolClient, first: ProcessStatus, signal: AbortSignal): Promise<ProcessStatus> {
  const path = `/shared/process-status/${encodeURIComponent(first.processStatusId ?? "")}`;
  const request = { endpoint: "readProcessStatus", method: "GET", path } as const;
  return (await client.read(request, processStatusReply, signal)) ?? first;
}
