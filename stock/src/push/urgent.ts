import type { Channel } from "../state.ts";
import type { PendingListing } from "./read-pending.ts";

/**
 * Whether a listing must be written at once: it shows too much. Where the platform subtracts its open orders itself, an
 * unknown belief of a listing written before means a shipment: until the next write those units show as free again. Where a
 * write replaces everything, one that is not above the last confirmed cannot show too much.
 */
export function isUrgent(
  writeKind: Channel["writeKind"],
  row: Pick<PendingListing, "expected" | "quantity" | "confirmed">,
): boolean {
  if (row.expected !== null) return row.quantity < row.expected;
  if (row.confirmed === null) return false;
  return writeKind === "net_of_open_orders" || (writeKind === "absolute" && row.quantity <= row.confirmed);
}
