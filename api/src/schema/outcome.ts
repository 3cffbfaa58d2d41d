import { builtPlatforms } from "@stockpool/channels/intake";
import {
  type Adjust,
  type Command,
  type Outcome,
  type Receive,
  type Release,
  type Reroute,
  type Ship,
  shipAndTell,
} from "@stockpool/stock";
import type { Context } from "../context.ts";
import type { OrderChange } from "./order-changed.ts";
import type { Refused } from "./refusal.ts";
import type { StockChange } from "./stock-changed.ts";

/** Sends one change of a stock level to the writer. */
export async function changeStock(context: Context, command: Receive | Adjust): Promise<StockChange | Refused> {
  const { productId, locationId } = command;
  const outcome = await applyOne(context, command);
  if (outcome.kind === "refused") return { kind: "refused", ...outcome.refusal };
  return { kind: "stock_changed", productId, locationId, isRepeated: outcome.kind === "repeated" };
}

/** Sends one change of an order to the writer; a parcel is told to its platform, in the worker. */
export async function changeOrder(context: Context, command: Ship | Release | Reroute): Promise<OrderChange | Refused> {
  const outcome =
    command.verb === "ship"
      ? await shipAndTell(context.primary.pool, command, builtPlatforms, new Date())
      : await applyOne(context, command);
  if (outcome.kind === "refused") return { kind: "refused", ...outcome.refusal };
  return { kind: "order_changed", orderId: command.orderId, isRepeated: outcome.kind === "repeated" };
}

/** Which member of a result union a value is. */
export function typeOfResult(result: { kind: "stock_changed" | "order_changed" | "refused" }): string {
  return { stock_changed: "StockChanged", order_changed: "OrderChanged", refused: "Refusal" }[result.kind];
}

async function applyOne(context: Context, command: Command): Promise<Outcome> {
  const [outcome] = await context.apply([command]);
  if (!outcome) throw new Error(`the writer gave no outcome for ${command.verb}`);
  return outcome;
}
