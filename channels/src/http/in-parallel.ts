/** Works through `items` with at most `widthMax` at once; results in the order of the items. The first trouble ends it. */
export async function inParallel<T, R>(items: T[], widthMax: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  const queue = items.entries();
  let isStopped = false;
  const lane = async () => {
    for (const [index, item] of queue) {
      if (isStopped) return;
      results[index] = await work(item).catch((error: unknown) => {
        isStopped = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(widthMax, items.length) }, lane));
  return results;
}

/** `items` in pieces of at most `sizeMax`. */
export function inPieces<T>(items: T[], sizeMax: number): T[][] {
  const pieces: T[][] = [];
  for (let from = 0; from < items.length; from += sizeMax) pieces.push(items.slice(from, from + sizeMax));
  return pieces;
}
