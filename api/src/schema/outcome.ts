import { builtPlatforms } from "@stockpool/channels/intake";
import {
  type Adjust,
  type CancelOrder,
  type Command,
  type Outcome,
  type PlaceOrder,
  type Quarantine,
  type Receive,
  type Release,
  type Reroute,
  type Restock,
  type Sell,
  type Ship,
  shipAndTell,
  type Unquarantine,
  type WriteOff,
} from "@stockpool/stock";
import type { Context } from "../context.ts";
import type { OrderChange } from "./order-changed.ts";
import type { Refused } from "./refusal.ts";
import type { StockChange } from "./stock-changed.ts";

type LevelCommand = Receive | Adjust | Quarantine | Unquarantine | WriteOff;

/** Sends one change of a stock level to the writer. */
export async function changeStock(context: Context, command: LevelCommand): Promise<StockChange | Refused> {
  const { productId, locationId } = command;
  const outcome = await applyOne(context, command);
  if (outcome.kind === "refused") return { kind: "refused", ...outcome.refusal };
  return { kind: "stock_changed", productId, locationId, isRepeated: outcome.kind === "repeated" };
}

/** Sends one change of an order to the writer; a parcel is told to its platform, in the worker. */
export async function changeOrder(
  context: Context,
  command: Ship | Restock | Release | Reroute,
): Promise<OrderChange | Refused> {
  const outcome =
    command.verb === "ship"
      ? await shipAndTell(context.primary.pool, command, builtPlatforms, new Date())
      : await applyOne(context, command);
  if (outcome.kind === "refused") return { kind: "refused", ...outcome.refusal };
  return { kind: "order_changed", orderId: command.orderId, isRepeated: outcome.kind === "repeated" };
}

/** Sends an order of one's own system, or a sale at a till, to the writer. */
export async function placeOwnOrder(
  context: Context,
  command: PlaceOrder | CancelOrder | Sell,
): Promise<OrderChange | Refused> {
  const outcome = await applyOne(context, command);
  if (outcome.kind === "refused") return { kind: "refused", ...outcome.refusal };
  if (!outcome.orderId) throw new Error(`the writer named no order for ${command.verb}`);
  return { kind: "order_changed", orderId: outcome.orderId, isRepeated: outcome.kind === "repeated" };
}

/** Which member of a result union a value is. */
export function typeOfResult(result: { kind: keyof typeof typeNames }): string {
  return typeNames[result.kind];
}

const typeNames = {
  stock_changed: "StockChanged",
  order_changed: "OrderChanged",
  levels_changed: "LevelsChanged",
  expectations_changed: "ExpectationsChanged",
  hold_changed: "HoldChanged",
  refused: "Refusal",
} as const;

/** Sends one command to the writer. */
export async function applyOne(context: Context, command: Command): Promise<Outcome> {
  const [outcome] = await context.apply([command]);
  if (!outcome) throw new Error(`the writer gave no outcome for ${command.verb}`);
  return outcome;
}
