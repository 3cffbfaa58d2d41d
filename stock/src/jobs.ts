import { z } from "zod";

const ofChannel = z.object({ channelId: z.uuid() });

/** The jobs that the hub queues: name → payload. The only contract between who queues a job and who runs it. */
export const jobs = {
  /** Turns a channel's stored webhook events into orders; without a channel: those of every channel that has some. */
  process_inbox: z.object({ channelId: z.uuid().optional() }),
  /** Sends a channel's changed quantities. */
  push_stock: ofChannel,
  /** Reads a channel's orders since its watermark. */
  poll_orders: ofChannel,
  /** Makes sure that the channel's platform sends its messages to the hub. */
  ensure_webhooks: ofChannel,
  /** Queues `poll_orders` for every connected channel; run by the clock. */
  poll_channels: z.object({}).loose(),
  /** Makes next months' partitions and prunes old webhook events; run by the clock. */
  tidy_database: z.object({}).loose(),
} as const;

export type JobName = keyof typeof jobs;
