import { z } from "zod";

const ofChannel = z.object({ channelId: z.uuid() });

/** The jobs that the hub queues: name → payload. The only contract between who queues a job and who runs it. */
export const jobs = {
  /** Turns a channel's stored webhook events into orders; without a channel: those of every channel that has some. */
  process_inbox: z.object({ channelId: z.uuid().optional() }),
  /** Sends a channel's changed quantities. */
  push_stock: ofChannel,
  /** Reads a channel's orders since its watermark; a deep poll begins some minutes earlier, for what the platform listed late. */
  poll_orders: ofChannel.extend({ isDeep: z.boolean().optional() }),
  /** Makes sure that the channel's platform sends its messages to the hub. */
  ensure_webhooks: ofChannel,
  /** Reads the queue of a channel whose platform cannot call the hub, and stores its messages; queues itself anew. */
  pull_notifications: ofChannel,
  /** Reads everything that a channel offers for sale, and matches it with products; `isMatchOnly` matches what is known. */
  import_listings: ofChannel.extend({ isMatchOnly: z.boolean().optional() }),
  /** Reads what all linked listings of a channel show now, for a preview or as opening stock. */
  read_live: z.object({ readingId: z.uuid() }),
  /** Books the opening stock that a person adopted from such a reading. */
  adopt_opening: z.object({ readingId: z.uuid() }),
  /** Publishes anew the products that a change concerns, named, of a channel or at a location; without any of them: all. */
  republish: z.object({
    channelId: z.uuid().optional(),
    locationId: z.uuid().optional(),
    /** With a channel: its quantities are written to another place from now on. */
    isRemapped: z.boolean().optional(),
    productId: z.uuid().optional(),
    productIds: z.array(z.uuid()).max(1_000).optional(),
  }),
  /** Publishes anew what comes into or falls out of a pre-order window by the mere passing of time; run by the clock. */
  republish_due: z.object({}).loose(),
  /** Measures how fast products sell and deals the shares that follow; without products: all, run by the clock. */
  recompute_velocity: z.object({ productIds: z.array(z.uuid()).max(1_000).optional() }).loose(),
  /** Tells a platform of a parcel; `pending` is how it answered the time before. */
  tell_shipment: z.object({
    shipmentId: z.uuid(),
    pending: z.object({ reference: z.string(), looks: z.int().min(1) }).optional(),
  }),
  /** Reads what buyers send back, as a channel's platform announces it. */
  pull_returns: ofChannel.extend({
    /** Only what a message named: an order or a return, by the platform's id. */
    about: z.string().min(1).optional(),
  }),
  /** Tells a platform what came of a return; `pending` is how it answered the time before. */
  tell_return: z.object({
    returnId: z.uuid(),
    pending: z.object({ reference: z.string(), looks: z.int().min(1) }).optional(),
  }),
  /** Asks a platform to cancel what is open of an order line; `pending` is how it answered the time before. */
  tell_cancellation: z.object({
    cancellationId: z.uuid(),
    pending: z.object({ reference: z.string(), looks: z.int().min(1) }).optional(),
  }),
  /** Reads all that lies in the platform's own warehouse. */
  read_warehouse: ofChannel,
  /** Queues `pull_returns` and `read_warehouse` for every connected channel; run by the clock. */
  visit_platforms: z.object({}).loose(),
  /** Reads a channel's live quantities back, first those that a person waits for, then page by page, and judges what differs. */
  reconcile: ofChannel,
  /** Queues `reconcile` for every channel whose quantities are due to be read; run by the clock. */
  reconcile_channels: z.object({}).loose(),
  /** Queues `poll_orders` for every connected channel; run by the clock. */
  poll_channels: z.object({}).loose(),
  /** Ends holds whose time has come, and publishes what they kept; queued for the moment of each, and run by the clock. */
  expire_holds: z.object({}).loose(),
  /** Ends flash sales whose time has come; queued for the end of each, and run by the clock. */
  end_flash_sales: z.object({}).loose(),
  /** Proves the invariants over the whole database, and keeps what it found; run by the clock. */
  audit_pool: z.object({}).loose(),
  /** Makes next months' partitions and prunes old webhook events; run by the clock. */
  tidy_database: z.object({}).loose(),
} as const;

export type JobName = keyof typeof jobs;
