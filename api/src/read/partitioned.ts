import type { Key } from "./page.ts";

/** Where a row of a table that is partitioned by month is: reading it takes its time too. */
export interface PartitionedKey extends Key {
  at: Date;
}

/** These rows, bounded in time: without bounds every month's partition would be searched. */
export function wherePartitioned(keys: PartitionedKey[]): { id: { in: string[] }; at: { gte: Date; lte: Date } } {
  const times = keys.map((key) => key.at.getTime());
  // A Date ends at the millisecond, the column at the microsecond.
  const at = { gte: new Date(Math.min(...times)), lte: new Date(Math.max(...times) + 1) };
  return { id: { in: keys.map((key) => key.id) }, at };
}
