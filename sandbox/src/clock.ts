let aheadMs = 0;

/**
 * Milliseconds since 1970 with fractions: one clock for sales, requests and deliveries. It goes backwards only when somebody sets it
 * so.
 */
export function nowMs(): number {
  return steadyMs() + aheadMs;
}

/** The same of this machine, whatever the platforms' clock is set to: budgets fill up by it. */
export function steadyMs(): number {
  return performance.timeOrigin + performance.now();
}

/** Sets the platforms' clock so far ahead of this machine's; behind it when negative. */
export function setClockAhead(ms: number): void {
  aheadMs = ms;
}

/** The same moment as Shopify writes it: UTC, whole seconds. */
export function toSeconds(epochMs: number): string {
  return `${new Date(Math.floor(epochMs / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

const amsterdam = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Amsterdam",
  dateStyle: "short",
  timeStyle: "medium",
});

/** The same moment as bol writes it: Dutch local time with its offset, whole seconds. */
export function toAmsterdam(epochMs: number): string {
  const seconds = Math.floor(epochMs / 1000) * 1000;
  const local = amsterdam.format(seconds).replace(" ", "T");
  const offsetHours = Math.round((Date.parse(`${local}Z`) - seconds) / 3_600_000);
  return `${local}+0${offsetHours}:00`;
}
