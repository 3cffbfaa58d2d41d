import type { PlatformOrder } from "./connector.ts";

/** What a stored message means for the hub. */
export type PlatformEvent =
  | { kind: "order"; order: PlatformOrder }
  /** Something about this order changed: read it. */
  | { kind: "order_hint"; platformOrderId: string }
  | { kind: "ignored"; why: string };
