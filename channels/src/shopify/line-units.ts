/** What Shopify tells of one order line, whichever API told it. */
export interface LineCounts {
  /** Units ever ordered, also those removed since. */
  quantity: number;
  /** Units that still wait to be shipped. */
  unfulfilled: number;
  /** Units in parcels that left. */
  fulfilled: number;
  isOrderCancelled: boolean;
}

/** Units of a line in the hub's words; open units are ordered − cancelled − shipped. */
export interface LineUnits {
  ordered: number;
  cancelled: number;
  shipped: number;
}

/**
 * Units that neither left nor wait were cancelled, whatever removed them (edit, refund, cancellation). A refund of shipped
 * units changes nothing here: what comes back is a return, not a cancellation.
 */
export function lineUnits(counts: LineCounts): LineUnits {
  const ordered = counts.quantity;
  // What still waits cannot have left, whatever a parcel claims.
  const shipped = Math.min(counts.fulfilled, Math.max(0, ordered - counts.unfulfilled));
  const open = counts.isOrderCancelled ? 0 : Math.min(counts.unfulfilled, ordered - shipped);
  return { ordered, cancelled: ordered - shipped - open, shipped };
}
