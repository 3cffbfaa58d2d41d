import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { isLive, readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { queueJob, tellQueueing } from "../queue-job.ts";
import { tellShipment } from "../shipments/tell-shipment.ts";
import { readUntold } from "../shipments/untold.ts";
import { waitsForLowering } from "../shipments/waits-for-lowering.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";

/** How long a parcel waits for its listing to be written lower, before it looks again. */
const loweringMs = 2_000;

/** Tells a platform of a parcel. Trouble of the platform's is left to the clock, which finds the parcel still untold. */
export function tellShipmentTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { shipmentId, pending } = jobs.tell_shipment.parse(payload);
    const shipment = await readUntold(hub.pool, shipmentId);
    if (!shipment) return;
    const channel = await readChannel(hub.pool, shipment.channelId);
    if (!channel || !isLive(channel, new Date())) return;
    if (channel.writeKind === "net_of_open_orders" && (await waitsForLowering(hub.pool, shipmentId))) {
      const queueing = { ...tellQueueing(channel, shipmentId), runAt: new Date(Date.now() + loweringMs) };
      await queueJob(hub.pool, "tell_shipment", { shipmentId, ...(pending && { pending }) }, queueing);
      return;
    }
    try {
      const telling = await tellShipment(hub, channel, shipment, pending, abortSignal);
      const level = telling.kind === "refused" ? "error" : "info";
      hub.logger[level]({ channel: channel.code, shipmentId, ...telling }, "shipment told");
    } catch (error) {
      if (!isPlatformTrouble(error)) throw error;
      hub.logger.error({ channel: channel.code, shipmentId, trouble: describeTrouble(error) }, "telling failed");
    }
  };
}
