import type { Command } from "../command.ts";
import { listingKey } from "../state.ts";

/** What a batch speaks of. */
export interface Named {
  /** Each once, however often it is sold. */
  listings: { channelId: string; platformId: string }[];
  orders: { channelId: string; platformOrderId: string }[];
  orderIds: string[];
  productIds: string[];
  holdIds: string[];
  expectationIds: string[];
  /** Products of which reservations may have to give way. */
  givingWay: string[];
  /** Products that may be bundles, and are taken apart as their recipes are now. */
  takenApart: string[];
}

/** What the commands speak of, in the words of their senders. */
export function namedBy(commands: Command[]): Named {
  const named: Named = {
    ...{ listings: [], orders: [], orderIds: [], productIds: [] },
    ...{ holdIds: [], expectationIds: [], givingWay: [], takenApart: [] },
  };
  for (const command of commands) collect(named, command);
  return { ...named, listings: eachOnce(named.listings) };
}

function eachOnce(listings: Named["listings"]): Named["listings"] {
  return [...new Map(listings.map((one) => [listingKey(one.channelId, one.platformId), one])).values()];
}

type OrderCommand = Extract<
  Command,
  { verb: "import_order" | "place_order" | "cancel_order" | "sell" | "ship" | "release" | "restock" | "reroute" }
>;

function collect(named: Named, command: Command): void {
  switch (command.verb) {
    case "receive":
      if (command.expectationId) named.expectationIds.push(command.expectationId);
      named.productIds.push(command.productId);
      return;
    case "expect":
    case "change_exposure":
    case "unquarantine":
    case "mirror":
      named.productIds.push(command.productId);
      return;
    case "adjust":
    case "quarantine":
    case "write_off":
      named.productIds.push(command.productId);
      named.givingWay.push(command.productId);
      return;
    case "count":
      named.productIds.push(...productsOf(command));
      named.givingWay.push(...productsOf(command));
      return;
    case "transfer_out":
      named.productIds.push(...productsOf(command));
      return;
    case "transfer_in":
      named.expectationIds.push(...command.lines.map((line) => line.expectationId));
      return;
    case "change_expectation":
    case "cancel_expectation":
      named.expectationIds.push(command.expectationId);
      return;
    case "hold":
      named.productIds.push(...productsOf(command));
      named.takenApart.push(...productsOf(command));
      return;
    case "extend_hold":
    case "release_hold":
      named.holdIds.push(command.holdId);
      return;
    case "expire_holds":
      named.holdIds.push(...command.holdIds);
      return;
    case "republish":
      named.productIds.push(...command.productIds);
      return;
    default:
      collectOrder(named, command);
  }
}

function collectOrder(named: Named, command: OrderCommand): void {
  switch (command.verb) {
    case "ship":
    case "release":
    case "restock":
    case "reroute":
      named.orderIds.push(command.orderId);
      return;
    case "place_order":
    case "sell": {
      const { channelId, reference, lines } = command;
      named.orders.push({ channelId, platformOrderId: reference });
      if (command.verb === "place_order" && command.fromHoldId) named.holdIds.push(command.fromHoldId);
      named.listings.push(...lines.map(({ sku }) => ({ channelId, platformId: sku })));
      return;
    }
    case "cancel_order":
      named.orders.push({ channelId: command.channelId, platformOrderId: command.reference });
      return;
    case "import_order": {
      const { channelId, order } = command;
      named.orders.push({ channelId, platformOrderId: order.platformOrderId });
      if (command.fromHoldId) named.holdIds.push(command.fromHoldId);
      for (const { platformId } of order.lines) if (platformId) named.listings.push({ channelId, platformId });
      return;
    }
  }
}

function productsOf({ lines }: { lines: { productId: string }[] }): string[] {
  return lines.map((line) => line.productId);
}
