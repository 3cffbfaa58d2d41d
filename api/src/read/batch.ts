/**
 * Turns "load many" into "load one": keys asked for within one turn of the event loop become one call. Nothing is kept
 * after it, so that every event of a long subscription reads anew. A key that `load` leaves out is undefined.
 */
export function batch<Value>(
  load: (keys: string[]) => Promise<Map<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let keys = new Set<string>();
  let loading: Promise<Map<string, Value>> | undefined;

  async function loadAll(): Promise<Map<string, Value>> {
    await new Promise((resolve) => setImmediate(resolve));
    const asked = [...keys];
    keys = new Set();
    loading = undefined;
    return load(asked);
  }

  return async (key) => {
    keys.add(key);
    loading ??= loadAll();
    return (await loading).get(key);
  };
}
