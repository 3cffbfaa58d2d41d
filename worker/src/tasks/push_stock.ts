import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { pushStock } from "../push/push-stock.ts";

/** Sends a channel's changed quantities. Reads what is wanted now, so a late or repeated run is harmless. */
export function pushStockTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId } = jobs.push_stock.parse(payload);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel) return;
    const report = await pushStock(hub, channel, abortSignal);
    hub.logger.info({ channel: channel.code, ...report }, "stock pushed");
  };
}
