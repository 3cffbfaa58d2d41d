import type { OrderWindow } from "./list-orders.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** bol takes no longer interval (OpenAPI v10, May 2026). */
const intervalMinutesMax = 60;
/** bol asks to poll a minute more often than the interval; the second one is for clocks that differ. */
const marginMinutes = 2;
/** bol tells three months of history (OpenAPI v10, May 2026). */
const historyDays = 89;

/** The windows that together show every order changed since `since`: the last minutes, or day after day, oldest first. */
export function orderWindows(since: Date, now: Date): OrderWindow[] {
  const minutes = Math.max(Math.ceil((now.getTime() - since.getTime()) / minuteMs), 0) + marginMinutes;
  if (minutes <= intervalMinutesMax) return [{ "change-interval-minute": String(minutes) }];
  return days(since, now).map((day) => ({ "latest-change-date": day }));
}

/** From the earlier of the days that it was in UTC and in Amsterdam to the later one: bol does not say whose days it means. */
function days(since: Date, now: Date): string[] {
  const from = Math.max(since.getTime(), now.getTime() - historyDays * dayMs);
  const last = amsterdamDay(now);
  const found: string[] = [];
  for (let at = Math.floor(from / dayMs) * dayMs; isoDay(at) <= last; at += dayMs) found.push(isoDay(at));
  return found;
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function amsterdamDay(at: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam" }).format(at);
}
