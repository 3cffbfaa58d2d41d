import { RateLimited, type ShipResult } from "@stockpool/channels";
import { recordTelling } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { queueJob, tellQueueing } from "../queue-job.ts";
import type { UntoldShipment } from "./untold.ts";

const callMsMax = 60_000;

/** A platform that works on it is asked again after so long, then after twice as long, up to the longest. */
const firstLookMs = 2_000;
const lookMsMax = 10 * 60_000;

/** How the platform answered before: its word for the news that it works on, and how often it was asked. */
export interface Pending {
  reference: string;
  looks: number;
}

export type Telling = ShipResult | { kind: "postponed"; retryAt: Date };

/**
 * Tells the channel's platform of one parcel, and records the answer: told, refused with its reason, or asked again later.
 * Safe to repeat: connectors tell a parcel once.
 */
export async function tellShipment(
  hub: Hub,
  channel: Channel,
  shipment: UntoldShipment,
  pending: Pending | undefined,
  signal: AbortSignal,
): Promise<Telling> {
  const result = await ask(hub, channel, shipment, pending, signal);
  const again = (runAt: Date, before: Pending | undefined) =>
    queueJob(
      hub.pool,
      "tell_shipment",
      { shipmentId: shipment.id, ...(before && { pending: before }) },
      { ...tellQueueing(channel, shipment.id), runAt },
    );
  switch (result.kind) {
    case "told":
    case "refused":
      await recordTelling(hub.pool, { shipmentId: shipment.id, ...result }, new Date());
      break;
    case "pending": {
      const looks = (pending?.looks ?? 0) + 1;
      const pauseMs = Math.min(firstLookMs * 2 ** (looks - 1), lookMsMax);
      await again(new Date(Date.now() + pauseMs), { reference: result.reference, looks });
      break;
    }
    case "postponed":
      await again(result.retryAt, pending);
      break;
  }
  return result;
}

async function ask(
  hub: Hub,
  channel: Channel,
  { id, platformOrderId, carrier, tracking, lines }: UntoldShipment,
  pending: Pending | undefined,
  signal: AbortSignal,
): Promise<Telling> {
  const parcel = { shipmentId: id, platformOrderId, carrier, tracking, trackingUrl: null, lines };
  const limited = AbortSignal.any([signal, AbortSignal.timeout(callMsMax)]);
  try {
    return await hub
      .connectorOf(channel)
      .ship({ ...parcel, ...(pending?.reference && { reference: pending.reference }) }, limited);
  } catch (error) {
    if (error instanceof RateLimited) {
      return { kind: "postponed", retryAt: new Date(Date.now() + error.retryAfterMs) };
    }
    throw error;
  }
}
