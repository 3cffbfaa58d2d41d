import type { Connector, PushWork } from "@stockpool/channels";
import {
  type BatchEnd,
  endPushBatch,
  nameSoughtBatch,
  noteLookAtBatch,
  type PushBatch,
  readPushBatches,
} from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";
import { batchLook } from "./effect.ts";

/** Amazon takes eight hours at most, as a rule, and leaves some for ever: they count as failed. */
const batchMsMax = 24 * 3_600_000;

/** A call that was lost leaves nothing that would be listed only later than this. */
const soughtMs = 5 * 60_000;

/** Asks the platform about the pushes that it works on together, if it is time. What it has ended is settled: see `endPushBatch`. */
export async function lookAtBatches(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  signal: AbortSignal,
): Promise<void> {
  if (!connector.lookAtPushes) return;
  const lookMs = batchLook(hub, channel.platform);
  const batches = await readPushBatches(hub.pool, channel.id);
  for (const batch of batches) {
    if (Date.now() - batch.lookedAt.getTime() < lookMs) continue;
    if (batch.isSought) await seek(hub, channel, connector, batch, batches, signal);
    else await look(hub, channel, connector, batch, signal);
  }
}

/** Looks for what the platform may have made of pushes whose answer was lost: whatever it works on that nobody knows. */
async function seek(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  batch: PushBatch,
  batches: PushBatch[],
  signal: AbortSignal,
): Promise<void> {
  const known = new Set(batches.map(({ reference }) => reference));
  const found = await askFor(hub, channel, connector, batch, signal);
  const unknown = found?.filter((reference) => !known.has(reference)) ?? [];
  if (unknown.length > 0) return nameSoughtBatch(hub.pool, batch, unknown, new Date());
  const isOver = found !== null && Date.now() - batch.at.getTime() >= soughtMs;
  if (isOver) await endPushBatch(hub.pool, batch, { kind: "not_found" }, new Date());
  else await noteLookAtBatch(hub.pool, batch, new Date());
}

/** Null where the platform could not be asked. */
async function askFor(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  { at }: PushBatch,
  signal: AbortSignal,
): Promise<string[] | null> {
  try {
    return (await connector.findPushes?.(at, signal)) ?? [];
  } catch (error) {
    if (!isPlatformTrouble(error)) throw error;
    hub.logger.warn({ channel: channel.code, trouble: describeTrouble(error) }, "looking for lost pushes failed");
    return null;
  }
}

/** When to ask next; null when the platform works on nothing. */
export async function nextBatchLook(hub: Hub, channel: Channel, connector: Connector): Promise<Date | null> {
  if (!connector.lookAtPushes) return null;
  const looks = (await readPushBatches(hub.pool, channel.id)).map(({ lookedAt }) => lookedAt.getTime());
  return looks.length > 0 ? new Date(Math.min(...looks) + batchLook(hub, channel.platform)) : null;
}

async function look(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  batch: PushBatch,
  signal: AbortSignal,
): Promise<void> {
  const end = endOf(await ask(hub, channel, connector, batch, signal), batch);
  if (end === null) return noteLookAtBatch(hub.pool, batch, new Date());
  if (end.kind === "failed") hub.logger.error({ channel: channel.code, trouble: end.error }, "pushes failed together");
  await endPushBatch(hub.pool, batch, end, new Date());
}

async function ask(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  { reference }: PushBatch,
  signal: AbortSignal,
): Promise<PushWork> {
  try {
    return (await connector.lookAtPushes?.(reference, signal)) ?? { kind: "going_on" };
  } catch (error) {
    if (!isPlatformTrouble(error)) throw error;
    hub.logger.warn(
      { channel: channel.code, reference, trouble: describeTrouble(error) },
      "asking about pushes failed",
    );
    return { kind: "going_on" };
  }
}

function endOf(work: PushWork, { reference, at }: PushBatch): BatchEnd | null {
  switch (work.kind) {
    case "going_on":
      if (Date.now() - at.getTime() < batchMsMax) return null;
      return { kind: "failed", error: `the platform did not end ${reference} in ${batchMsMax / 3_600_000} hours` };
    case "failed":
      return work;
    case "done":
      return { kind: "done", refused: new Map(work.refused.map(({ platformId, error }) => [platformId, error])) };
  }
}
