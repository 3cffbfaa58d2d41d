const fallbackMs = 2_000;
const longestMs = 3_600_000;

/** What a Retry-After header asks for, in milliseconds: seconds (also "2.0") or a date; 2 s when absent, 1 h at most. */
export function retryAfterMs(headers: Headers, now: number = Date.now()): number {
  const value = headers.get("retry-after")?.trim();
  if (!value) return fallbackMs;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  if (Number.isNaN(ms)) return fallbackMs;
  return Math.min(Math.max(Math.ceil(ms), 0), longestMs);
}
