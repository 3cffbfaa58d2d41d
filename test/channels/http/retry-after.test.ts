import { expect, test } from "vitest";
import { retryAfterMs } from "../../../channels/src/http/retry-after.ts";

const now = Date.parse("2026-11-23T10:00:00Z");

test.each([
  ["seconds", "3", 3_000],
  ["Shopify's decimals", "2.0", 2_000],
  ["a part of a second, rounded up", "0.0004", 1],
  ["a date", "Mon, 23 Nov 2026 10:00:07 GMT", 7_000],
  ["a date that has passed", "Mon, 23 Nov 2026 09:00:00 GMT", 0],
  ["more than an hour", "86400", 3_600_000],
  ["nonsense", "soon", 2_000],
])("%s", (_what, value, ms) => {
  expect(retryAfterMs(new Headers({ "retry-after": value }), now)).toBe(ms);
});

test("two seconds when nothing is said", () => {
  expect(retryAfterMs(new Headers(), now)).toBe(2_000);
});
