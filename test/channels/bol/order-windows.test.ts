import fc from "fast-check";
import { expect, test } from "vitest";
import { orderWindows } from "../../../channels/src/bol/order-windows.ts";

const now = new Date("2026-11-23T22:59:00Z");

test("the last hour is asked for in minutes, with two to spare", () => {
  const since = new Date(now.getTime() - 5 * 60_000);
  expect(orderWindows(since, now)).toEqual([{ "change-interval-minute": "7" }]);
  expect(orderWindows(new Date(now.getTime() + 90_000), now)).toEqual([{ "change-interval-minute": "2" }]);
});

test("whatever lies further back is asked for day by day, oldest first", () => {
  expect(orderWindows(new Date("2026-11-21T23:30:00Z"), now)).toEqual([
    { "latest-change-date": "2026-11-21" },
    { "latest-change-date": "2026-11-22" },
    { "latest-change-date": "2026-11-23" },
  ]);
});

test("a day that began in Amsterdam already is asked for too", () => {
  const night = new Date("2026-11-23T23:10:00Z");
  expect(orderWindows(new Date("2026-11-23T20:00:00Z"), night).at(-1)).toEqual({ "latest-change-date": "2026-11-24" });
});

test("no moment between since and now is left out, and bol is never asked for more than it has", () => {
  const minutes = fc.integer({ min: 0, max: 200 * 24 * 60 });
  fc.assert(
    fc.property(minutes, minutes, (one, other) => {
      const since = new Date(now.getTime() - Math.max(one, other) * 60_000);
      const at = new Date(now.getTime() - Math.min(one, other) * 60_000);
      const windows = orderWindows(since, now);
      const oldest = new Date(now.getTime() - 89 * 86_400_000);
      expect(windows.length).toBeLessThanOrEqual(92);
      expect(windows.some((window) => holds(window, at)) || at < oldest).toBe(true);
    }),
  );
});

function holds(window: Record<string, string>, at: Date): boolean {
  const minutes = window["change-interval-minute"];
  if (minutes !== undefined) return Number(minutes) <= 60 && now.getTime() - at.getTime() < Number(minutes) * 60_000;
  return at.toISOString().startsWith(window["latest-change-date"] ?? "never");
}
