import type { PlatformOrder } from "./connector.ts";
import { inPieces } from "./http/in-parallel.ts";

const pageSize = 50;

/**
 * The same orders, but those that changed while they were listed come last: they are newer than the place that they were
 * found at, and whoever takes the newest change of a broken run as its progress would skip all that lies between.
 */
export async function* latecomersLast(
  pages: AsyncIterable<PlatformOrder[]>,
  isLate: (order: PlatformOrder) => boolean,
): AsyncGenerator<PlatformOrder[]> {
  const late: PlatformOrder[] = [];
  for await (const page of pages) {
    const inTime = page.filter((order) => !isLate(order));
    late.push(...page.filter(isLate));
    if (inTime.length > 0) yield inTime;
  }
  yield* inPieces(
    late.toSorted((one, other) => one.updatedAt.getTime() - other.updatedAt.getTime()),
    pageSize,
  );
}
