import type { Command, ImportedOrder } from "@stockpool/stock/rules";
import { type SoldOrder, told } from "./platform.ts";
import type { World } from "./world.ts";

/** Imports orders as their platform knows them now. */
export function importOrders(world: World, channelId: string, orders: SoldOrder[]): void {
  importVersions(world, channelId, orders.map(told));
}

/** Imports versions of orders, in one transaction. */
export function importVersions({ hub, agenda }: World, channelId: string, versions: ImportedOrder[]): void {
  const commands = versions.map((order): Command => {
    return { verb: "import_order", channelId, actor: `channel:${channelId}`, order };
  });
  if (commands.length > 0) hub.apply(commands, agenda.at);
}
