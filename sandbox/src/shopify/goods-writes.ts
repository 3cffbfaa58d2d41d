import type { GraphQLResolveInfo } from "graphql";
import type { World } from "../world.ts";
import { type ActivateArguments, activateLevel, deactivateLevel } from "./activate-level.ts";
import { idempotencyKey, once } from "./idempotent.ts";
import { requireScope } from "./require-scope.ts";
import type { Shop } from "./shop.ts";
import {
  cancelTransfer,
  createShipment,
  createTransfer,
  deleteShipment,
  readyTransfer,
  type ShipmentInput,
  type TransferInput,
} from "./transfers.ts";
import { type ItemInput, updateItem } from "./update-item.ts";

/** The mutations by which a shop says where its goods are stocked, and moves them between its places. The hub uses none of them. */
export function goodsWrites(world: World, shop: Shop) {
  const inOne = <Args>(act: (args: Args) => { userErrors: unknown[] }, isKeyed = true) => {
    return (args: Args, _context: unknown, info: GraphQLResolveInfo) => {
      requireScope(shop, "write_inventory", info.fieldName);
      return isKeyed ? once(shop, idempotencyKey(info), [info.fieldName, args], () => act(args)) : act(args);
    };
  };
  return {
    inventoryActivate: inOne((args: ActivateArguments) => activateLevel(world, shop, args)),
    inventoryDeactivate: inOne(
      ({ inventoryLevelId }: { inventoryLevelId: string }) => deactivateLevel(world, shop, inventoryLevelId),
      false,
    ),
    inventoryItemUpdate: inOne(
      ({ id, input }: { id: string; input: ItemInput }) => updateItem(world, shop, id, input),
      false,
    ),
    inventoryTransferCreate: inOne(({ input }: { input: TransferInput }) => createTransfer(world, shop, input)),
    inventoryTransferMarkAsReadyToShip: inOne(({ id }: { id: string }) => readyTransfer(world, shop, id), false),
    inventoryTransferCancel: inOne(({ id }: { id: string }) => cancelTransfer(world, shop, id), false),
    inventoryShipmentCreate: inOne(({ input }: { input: ShipmentInput }) =>
      createShipment(world, shop, input, "DRAFT"),
    ),
    inventoryShipmentCreateInTransit: inOne(({ input }: { input: ShipmentInput }) =>
      createShipment(world, shop, input, "IN_TRANSIT"),
    ),
    inventoryShipmentDelete: inOne(({ id }: { id: string }) => deleteShipment(world, shop, id), false),
  };
}
