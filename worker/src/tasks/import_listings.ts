import {
  beginAgain,
  beginImport,
  failImport,
  finishReading,
  type ImportRun,
  matchNext,
  offerCatalogue,
  storePage,
} from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { type Channel, readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";

const runMsMax = 60 * 60_000;
/** Of an id that is left out, a log shows so much. */
const shownLength = 100;

/**
 * Reads everything that a channel offers for sale, page by page, marks what vanished, and matches what waits. It goes on where
 * the run before broke off; a repeated run changes nothing.
 */
export function importListingsTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId, isMatchOnly } = jobs.import_listings.parse(payload);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel || channel.removedAt !== null) return;
    const signal = AbortSignal.any([abortSignal, AbortSignal.timeout(runMsMax)]);
    if (channel.platform === "portal" || channel.platform === "pos") {
      const offered = await offerCatalogue(hub.pool, channelId, signal);
      hub.logger.info({ channel: channel.code, offered }, "catalogue offered");
      return;
    }
    const run = await beginImport(hub.pool, channelId, new Date(), isMatchOnly);
    try {
      if (run.phase === "reading") await readAll(hub, channel, run, signal);
      while (await matchNext(hub.pool, run, new Date())) signal.throwIfAborted();
      hub.logger.info({ channel: channel.code, import: run.id }, "listings imported");
    } catch (error) {
      await failImport(hub.pool, run, describeTrouble(error), new Date());
      throw error;
    }
  };
}

async function readAll(hub: Hub, channel: Channel, run: ImportRun, signal: AbortSignal): Promise<void> {
  const place = { cursor: run.cursor };
  let pages = 0;
  try {
    for await (const page of hub.connectorOf(channel).listListings(signal, place)) {
      const unnameable = await storePage(hub.pool, run, page, place.cursor);
      if (unnameable.length > 0) {
        const ids = unnameable.map((id) => JSON.stringify(id.slice(0, shownLength)));
        hub.logger.error({ channel: channel.code, ids }, "listings were left out: no database can hold their ids");
      }
      pages += 1;
      hub.logger.info({ channel: channel.code, import: run.id, pages }, "reading listings");
    }
  } catch (error) {
    // A cursor may be too old for the platform: the next try begins at the first page.
    if (run.cursor !== null && pages === 0 && isPlatformTrouble(error)) await beginAgain(hub.pool, run);
    throw error;
  }
  await finishReading(hub.pool, run, new Date());
}
