import { gid } from "../ids.ts";
import { type ConnectionArguments, connection } from "./connection.ts";
import type { Shop } from "./shop.ts";
import { type Transfer, type TransferShipment, unitsIn, unitsLeft } from "./transfer.ts";
import { itemView } from "./views.ts";

/** A transfer as the Admin API shows it. */
export function transferView(shop: Shop, transfer: Transfer) {
  const { id, name, status, note, referenceName, tags, lines } = transfer;
  const isOpen = status === "READY_TO_SHIP" || status === "IN_PROGRESS";
  return {
    __typename: "InventoryTransfer",
    ...{ id: gid("InventoryTransfer", id), name, status, note, referenceName, tags },
    totalQuantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    lineItems: (args: ConnectionArguments) =>
      connection(
        lines,
        args,
        (line) => [line.id],
        ({ id: lineId, itemId, quantity }) => ({
          ...{ id: gid("InventoryTransferLineItem", lineId), totalQuantity: quantity },
          inventoryItem: () => itemNamed(shop, itemId),
          processableQuantity: unitsLeft(transfer, itemId),
          shippableQuantity: isOpen ? unitsLeft(transfer, itemId) : 0,
          pickedForShipmentQuantity: unitsIn(transfer, itemId, "DRAFT"),
          shippedQuantity: unitsIn(transfer, itemId, "IN_TRANSIT"),
        }),
      ),
  };
}

/** A shipment of a transfer as the Admin API shows it. Nothing is received here. */
export function shipmentView(shop: Shop, { id, name, status, tracking, lines }: TransferShipment) {
  return {
    __typename: "InventoryShipment",
    ...{ id: gid("InventoryShipment", id), name, status, tracking },
    ...{ totalAcceptedQuantity: 0, totalReceivedQuantity: 0, totalRejectedQuantity: 0 },
    lineItemTotalQuantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    lineItems: (args: ConnectionArguments) =>
      connection(
        lines,
        args,
        (line) => [line.id],
        ({ id: lineId, itemId, quantity }) => ({
          ...{ id: gid("InventoryShipmentLineItem", lineId), quantity, unreceivedQuantity: quantity },
          ...{ acceptedQuantity: 0, rejectedQuantity: 0, inventoryItem: () => itemNamed(shop, itemId) },
        }),
      ),
  };
}

function itemNamed(shop: Shop, itemId: string) {
  const variant = shop.variantByItem.get(itemId);
  return variant ? itemView(shop, variant) : null;
}
