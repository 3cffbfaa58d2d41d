import type { OrderLine } from "../state.ts";

/** What a line counts. */
export type Counted = Pick<OrderLine, "ordered" | "cancelled" | "shipped">;

/** What a line counts once a version is taken over. What the hub itself shipped or cancelled stays so while the platform has not heard of it. */
export function combineLine(line: Counted, now: Counted): Counted {
  const shipped = Math.max(line.shipped, now.shipped);
  const ordered = Math.max(now.ordered, shipped);
  return { ordered, shipped, cancelled: Math.min(Math.max(line.cancelled, now.cancelled), ordered - shipped) };
}
