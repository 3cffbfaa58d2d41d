import { nowMs } from "../clock.ts";
import { gid, numberOf } from "../ids.ts";
import type { World } from "../world.ts";
import { announceLevels } from "./announce.ts";
import type { Shop } from "./shop.ts";
import { type Transfer, type TransferShipment, unitsLeft } from "./transfer.ts";
import { shipmentView, transferView } from "./transfer-views.ts";
import { addTo } from "./views.ts";

interface UnitsInput {
  inventoryItemId: string;
  quantity: number;
}

export interface TransferInput {
  originLocationId?: string | null;
  destinationLocationId?: string | null;
  lineItems: UnitsInput[];
  note?: string | null;
  referenceName?: string | null;
  tags?: string[] | null;
}

export interface ShipmentInput {
  movementId: string;
  lineItems: UnitsInput[];
  trackingInput?: Partial<Record<"trackingNumber" | "company" | "trackingUrl" | "arrivesAt", string | null>> | null;
}

const refused = (field: string[], message: string, code: string) => ({ field, message, code });
const notFound = refused(["id"], "The transfer could not be found.", "TRANSFER_NOT_FOUND");

/** `inventoryTransferCreate`: a draft, which moves nothing yet. */
export function createTransfer(world: World, shop: Shop, input: TransferInput) {
  const [originId, destinationId] = [input.originLocationId, input.destinationLocationId].map(
    (id) => numberOf("Location", id ?? "") ?? "",
  );
  const none = (error: object) => ({ inventoryTransfer: null, userErrors: [error] });
  if (!originId || !destinationId || !shop.locations.has(originId) || !shop.locations.has(destinationId)) {
    return none(refused(["input"], "The location selected can't be found.", "LOCATION_NOT_FOUND"));
  }
  const lines = readUnits(world, shop, "InventoryTransferLineItem", input.lineItems);
  if (!lines) return none(refused(["input", "lineItems"], "The inventory item could not be found.", "ITEM_NOT_FOUND"));
  const transfer: Transfer = {
    id: world.ids.next("InventoryTransfer"),
    name: `#T${String(shop.transfers.size + 1).padStart(4, "0")}`,
    status: "DRAFT",
    ...{ originId, destinationId, lines, shipments: [], tags: input.tags ?? [] },
    ...{ note: input.note ?? null, referenceName: input.referenceName ?? null },
  };
  shop.transfers.set(transfer.id, transfer);
  world.onChange();
  return { inventoryTransfer: transferView(shop, transfer), userErrors: [] };
}

/** `inventoryTransferMarkAsReadyToShip`: its units are reserved where they lie. */
export function readyTransfer(world: World, shop: Shop, id: string) {
  const transfer = transferNamed(shop, id);
  if (!transfer) return { inventoryTransfer: null, userErrors: [notFound] };
  if (transfer.status !== "DRAFT") {
    const error = refused(["id"], "The transfer is not a draft.", "INVALID_TRANSFER_STATUS");
    return { inventoryTransfer: null, userErrors: [error] };
  }
  transfer.status = "READY_TO_SHIP";
  move(world, shop, transfer.lines, transfer.originId, { available: -1, reserved: 1 });
  return { inventoryTransfer: transferView(shop, transfer), userErrors: [] };
}

/** `inventoryTransferCancel`: what was reserved is available again. Refusals as recorded (2026-07). */
export function cancelTransfer(world: World, shop: Shop, id: string) {
  const transfer = transferNamed(shop, id);
  if (!transfer) return { inventoryTransfer: null, userErrors: [notFound] };
  const isUnder = transfer.status === "DRAFT" || transfer.status === "READY_TO_SHIP";
  const hasLeft = transfer.shipments.some(({ status }) => status === "IN_TRANSIT");
  const message = "The transfer can only be canceled in a draft or a ready to ship status.";
  const userErrors = [
    ...(isUnder ? [] : [refused(["id"], message, "INVALID_TRANSFER_STATUS")]),
    ...(hasLeft
      ? [refused(["id"], "Can't cancel the transfer if it has in transit shipments.", "SHIPMENT_EXISTS")]
      : []),
  ];
  if (userErrors.length > 0) return { inventoryTransfer: null, userErrors };
  if (transfer.status === "READY_TO_SHIP") {
    move(world, shop, transfer.lines, transfer.originId, { available: 1, reserved: -1 });
  }
  transfer.status = "CANCELED";
  world.onChange();
  return { inventoryTransfer: transferView(shop, transfer), userErrors: [] };
}

/** `inventoryShipmentCreate` and, where it leaves at once, `inventoryShipmentCreateInTransit`: then its units are on their way. */
export function createShipment(world: World, shop: Shop, input: ShipmentInput, status: TransferShipment["status"]) {
  const none = (error: object) => ({ inventoryShipment: null, userErrors: [error] });
  const transfer = transferNamed(shop, input.movementId);
  if (!transfer) return none({ ...notFound, field: ["input", "movementId"] });
  const lines = readUnits(world, shop, "InventoryShipmentLineItem", input.lineItems);
  if (!lines) return none(refused(["input", "lineItems"], "The inventory item could not be found.", "ITEM_NOT_FOUND"));
  if (lines.some(({ itemId, quantity }) => quantity > unitsLeft(transfer, itemId))) {
    return none(refused(["input", "lineItems"], "The quantity is more than can be shipped.", "INVALID_QUANTITY"));
  }
  const { trackingNumber = null, company = null, trackingUrl = null, arrivesAt = null } = input.trackingInput ?? {};
  const shipment: TransferShipment = {
    id: world.ids.next("InventoryShipment"),
    name: `${transfer.name}-${transfer.shipments.length + 1}`,
    tracking: input.trackingInput ? { trackingNumber, company, trackingUrl, arrivesAt } : null,
    ...{ status, lines },
  };
  transfer.shipments.push(shipment);
  if (status === "IN_TRANSIT") leave(world, shop, transfer, lines);
  world.onChange();
  return { inventoryShipment: shipmentView(shop, shipment), userErrors: [] };
}

/** `inventoryShipmentDelete`. */
export function deleteShipment(world: World, shop: Shop, id: string) {
  const number = numberOf("InventoryShipment", id);
  const transfer = [...shop.transfers.values()].find((one) => one.shipments.some((row) => row.id === number));
  const index = transfer?.shipments.findIndex((row) => row.id === number) ?? -1;
  const shipment = transfer?.shipments[index];
  const none = (message: string, code: string) => ({ id: null, userErrors: [refused(["id"], message, code)] });
  if (!transfer || !shipment) return none("The shipment could not be found.", "SHIPMENT_NOT_FOUND");
  if (shipment.status !== "DRAFT") {
    return none("Shipment can only be deleted in a Draft state.", "INVALID_SHIPMENT_STATUS");
  }
  transfer.shipments.splice(index, 1);
  world.onChange();
  return { id: gid("InventoryShipment", shipment.id), userErrors: [] };
}

function leave(world: World, shop: Shop, transfer: Transfer, lines: Units[]): void {
  transfer.status = "IN_PROGRESS";
  move(world, shop, lines, transfer.originId, { reserved: -1 });
  move(world, shop, lines, transfer.destinationId, { incoming: 1 });
}

interface Units {
  itemId: string;
  quantity: number;
}

/** Adds the units, so many times, to states of their items at a place. */
function move(world: World, shop: Shop, lines: Units[], place: string, states: Record<string, number>): void {
  const at = nowMs();
  for (const { itemId, quantity } of lines) {
    const level = shop.level(itemId, place, at);
    for (const [state, times] of Object.entries(states)) addTo(level, state, times * quantity, at);
  }
  world.onChange();
  const touched = lines.map(({ itemId }) => ({ itemId, locationId: place }));
  if ("available" in states) announceLevels(world, shop, touched);
}

function transferNamed(shop: Shop, id: string): Transfer | undefined {
  return shop.transfers.get(numberOf("InventoryTransfer", id) ?? "");
}

type LineKind = "InventoryShipmentLineItem" | "InventoryTransferLineItem";

/** Null when the shop does not have one of the items. */
function readUnits(world: World, shop: Shop, kind: LineKind, rows: UnitsInput[]): Transfer["lines"] | null {
  const lines = rows.flatMap(({ inventoryItemId, quantity }) => {
    const itemId = numberOf("InventoryItem", inventoryItemId) ?? "";
    return shop.variantByItem.has(itemId) ? [{ id: world.ids.next(kind), itemId, quantity }] : [];
  });
  return lines.length === rows.length ? lines : null;
}
