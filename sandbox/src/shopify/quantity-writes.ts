import type { GraphQLResolveInfo } from "graphql";
import { numberOf } from "../ids.ts";
import type { LoggedRequest, WrittenQuantity } from "../request-log.ts";
import type { World } from "../world.ts";
import { type AdjustQuantitiesInput, adjustQuantities } from "./adjust-quantities.ts";
import { idempotencyKey, once } from "./idempotent.ts";
import { type MoveQuantitiesInput, moveQuantities } from "./move-quantities.ts";
import { requireExpectation } from "./quantity-rules.ts";
import { requireScope } from "./require-scope.ts";
import { type SetOnHandInput, type SetQuantitiesInput, setOnHandQuantities, setQuantities } from "./set-quantities.ts";
import type { Shop } from "./shop.ts";

/** The mutations that change quantities. The hub only sets what is available; the others are what another app of the shop may do. */
export function quantityWrites(world: World, shop: Shop, logged: LoggedRequest) {
  return {
    inventorySetQuantities: (args: { input: SetQuantitiesInput }, _context: unknown, info: GraphQLResolveInfo) => {
      logged.quantities = writtenQuantities(shop, args.input);
      return write(shop, info, args.input, ["InventoryQuantityInput", args.input.quantities], () => {
        const payload = setQuantities(world, shop, args.input);
        logged.isApplied = payload.userErrors.length === 0;
        return payload;
      });
    },
    inventoryAdjustQuantities: ({ input }: { input: AdjustQuantitiesInput }, _: unknown, info: GraphQLResolveInfo) =>
      write(shop, info, input, ["InventoryChangeInput", input.changes], () => adjustQuantities(world, shop, input)),
    inventorySetOnHandQuantities: ({ input }: { input: SetOnHandInput }, _: unknown, info: GraphQLResolveInfo) =>
      write(shop, info, input, ["InventorySetQuantityInput", input.setQuantities], () =>
        setOnHandQuantities(world, shop, input),
      ),
    inventoryMoveQuantities: ({ input }: { input: MoveQuantitiesInput }, _: unknown, info: GraphQLResolveInfo) => {
      const ends = input.changes.flatMap(({ from, to }) => [from, to]);
      return write(shop, info, input, ["InventoryMoveQuantityTerminalInput", ends], () =>
        moveQuantities(world, shop, input),
      );
    },
  };
}

/** One call: it needs the scope, a key, and in each of its rows the word that it expects something or nothing. */
function write<Payload extends { userErrors: unknown[] }>(
  shop: Shop,
  info: GraphQLResolveInfo,
  input: unknown,
  expecting: [inputType: string, rows: object[]],
  act: () => Payload,
): unknown {
  requireScope(shop, "write_inventory", info.fieldName);
  const key = idempotencyKey(info);
  requireExpectation(...expecting);
  return once(shop, key, input, act);
}

function writtenQuantities(shop: Shop, input: SetQuantitiesInput): WrittenQuantity[] {
  return input.quantities.map(({ inventoryItemId, quantity }) => ({
    sku: shop.variantByItem.get(numberOf("InventoryItem", inventoryItemId) ?? "")?.sku ?? null,
    stockId: inventoryItemId,
    quantity,
  }));
}
