import { importListings } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";

const runMsMax = 60 * 60_000;

/** Reads everything that a channel offers for sale, page by page, and links what it can. A repeated run changes nothing. */
export function importListingsTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId } = jobs.import_listings.parse(payload);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel || channel.removedAt !== null) return;
    const total = { listings: 0, linked: 0, unlinked: 0 };
    const signal = AbortSignal.any([abortSignal, AbortSignal.timeout(runMsMax)]);
    for await (const page of hub.connectorOf(channel).listListings(signal)) {
      const { linked, unlinked } = await importListings(hub.pool, channelId, page, new Date());
      total.listings += page.length;
      total.linked += linked;
      total.unlinked += unlinked;
      hub.logger.info({ channel: channel.code, ...total }, "importing listings");
    }
    hub.logger.info({ channel: channel.code, ...total }, "listings imported");
  };
}
