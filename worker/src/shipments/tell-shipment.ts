import { recordTelling } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { nextLook, type Pending, type Telling, tell } from "../look-again.ts";
import { queueJob, tellQueueing } from "../queue-job.ts";
import type { UntoldShipment } from "./untold.ts";

const callMsMax = 60_000;

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
  if (result.kind === "told" || result.kind === "refused") {
    await recordTelling(hub.pool, { shipmentId: shipment.id, ...result }, new Date());
  }
  const next = nextLook(result, pending);
  if (next === null) return result;
  const payload = { shipmentId: shipment.id, ...(next.pending && { pending: next.pending }) };
  await queueJob(hub.pool, "tell_shipment", payload, { ...tellQueueing(channel, shipment.id), runAt: next.runAt });
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
  const known = { ...parcel, ...(pending?.reference && { reference: pending.reference }) };
  return tell(() => hub.connectorOf(channel).ship(known, limited));
}
