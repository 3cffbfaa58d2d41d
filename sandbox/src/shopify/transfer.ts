import { z } from "zod";

const shipmentRow = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(["DRAFT", "IN_TRANSIT"]),
  tracking: z
    .object({
      trackingNumber: z.string().nullable(),
      company: z.string().nullable(),
      trackingUrl: z.string().nullable(),
      arrivesAt: z.string().nullable(),
    })
    .nullable(),
  lines: z.array(z.object({ id: z.string(), itemId: z.string(), quantity: z.number().int() })),
});

/** Goods that the shop takes from one of its places to another. */
export const transferRow = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(["CANCELED", "DRAFT", "IN_PROGRESS", "READY_TO_SHIP"]),
  originId: z.string(),
  destinationId: z.string(),
  note: z.string().nullable(),
  referenceName: z.string().nullable(),
  tags: z.array(z.string()),
  lines: z.array(z.object({ id: z.string(), itemId: z.string(), quantity: z.number().int() })),
  shipments: z.array(shipmentRow),
});

export type Transfer = z.output<typeof transferRow>;
export type TransferShipment = z.output<typeof shipmentRow>;

/** Units of an item of a transfer that are in shipments of this state. */
export function unitsIn({ shipments }: Transfer, itemId: string, status: TransferShipment["status"]): number {
  const lines = shipments.filter((shipment) => shipment.status === status).flatMap((shipment) => shipment.lines);
  return lines.filter((line) => line.itemId === itemId).reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Units of an item of a transfer that are in no shipment yet. */
export function unitsLeft(transfer: Transfer, itemId: string): number {
  const all = transfer.lines.filter((line) => line.itemId === itemId).reduce((sum, { quantity }) => sum + quantity, 0);
  return all - unitsIn(transfer, itemId, "DRAFT") - unitsIn(transfer, itemId, "IN_TRANSIT");
}
