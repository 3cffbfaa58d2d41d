/** How often something may be tried. */
export interface AttemptLimit {
  max: number;
  windowMs: number;
}

/** Counters of so many names are kept; past it the oldest is forgotten. */
const namesMax = 10_000;

/**
 * Counts attempts by name within windows that begin with the first attempt. Each process counts for itself. Returns the
 * milliseconds to wait, 0 when the attempt may be made.
 */
export function limitAttempts({ max, windowMs }: AttemptLimit, now: () => number = Date.now): (name: string) => number {
  const windows = new Map<string, { until: number; attempts: number }>();
  return (name) => {
    const window = windows.get(name);
    if (!window || window.until <= now()) {
      windows.delete(name);
      const oldest = windows.size >= namesMax ? windows.keys().next() : null;
      if (oldest && !oldest.done) windows.delete(oldest.value);
      windows.set(name, { until: now() + windowMs, attempts: 1 });
      return 0;
    }
    window.attempts += 1;
    return window.attempts <= max ? 0 : window.until - now();
  };
}
