import type { PlatformOrder } from "./connector.ts";

/** What a stored message means for the hub. */
export type PlatformEvent =
  | { kind: "order"; order: PlatformOrder }
  /** Something about this order changed: read it. */
  | {
      kind: "order_hint";
      platformOrderId: string;
      /** Units of it may come back. */
      mayReturn?: true;
      /** The platform says that it deleted it: when it cannot be read any more, nothing of it is wanted. */
      isDeleted?: true;
    }
  /** Something about a return changed: read it. `about` is its id on the platform, or its order's. */
  | { kind: "return_hint"; about: string }
  /** The account may no longer let the hub in, or no longer have the place that it writes to: look. */
  | { kind: "connection"; why: string }
  | { kind: "ignored"; why: string };
