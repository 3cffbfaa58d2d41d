/** Messages that a platform puts into a queue of the merchant's, where it cannot call the hub. */
export interface EventQueue {
  /** Waits some seconds for messages. They stay in the queue, hidden for a while, until they are removed. */
  receive(signal: AbortSignal): Promise<QueuedEvent[]>;
  /** Takes messages out, by their receipts. Call it when they are stored. */
  remove(receipts: string[], signal: AbortSignal): Promise<void>;
}

/** One message of a queue. It may come again, and in any order. */
export interface QueuedEvent {
  /** Names this delivery. */
  receipt: string;
  /** The platform's own id of the event: a second delivery has the same. */
  platformEventId: string;
  topic: string;
  body: Uint8Array;
}
