import { expect, test } from "vitest";
import { judge } from "../../../stock/src/push/judge.ts";

const sentAt = new Date(Date.UTC(2026, 10, 1));
const after = (ms: number) => new Date(sentAt.getTime() + ms);
const lagMs = 5_000;

const push = {
  pushId: "push",
  at: sentAt,
  listingId: "listing",
  productId: "product",
  isGuaranteed: false,
  exposureChanges: 0,
  platformId: "item",
  platformStockId: null,
  quantity: 4,
  before: 6 as number | null,
  isRefused: false,
  acceptedAt: null as Date | null,
  wanted: 4,
  expected: 6 as number | null,
  live: null as number | null,
  liveAt: null as Date | null,
};

type Given = Partial<typeof push> & {
  earlierExpected?: number;
  reading?: number | undefined;
  readAt?: Date;
  isBelieving?: boolean;
  effectMs?: number;
};

function judged(given: Given, lag = lagMs) {
  const { earlierExpected, reading, readAt = after(100), isBelieving = true, effectMs = 0, ...parts } = given;
  const now = { ...push, ...parts };
  const earlier = { ...now, expected: earlierExpected ?? now.expected };
  const { kind, ...rest } = judge({ push: now, earlier, live: reading, readAt, lagMs: lag, isBelieving, effectMs });
  return { kind, ...("isConfirmed" in rest ? { isConfirmed: rest.isConfirmed } : {}) };
}

test("a listing that the platform does not know is missing", () => {
  expect(judged({ reading: undefined })).toEqual({ kind: "missing" });
});

test("where writes need no belief, any reading is enough", () => {
  expect(judged({ reading: 4, isBelieving: false })).toEqual({ kind: "unknown" });
});

test("a refused push is settled as soon as the orders known explain what is shown", () => {
  expect(judged({ isRefused: true, expected: 5, earlierExpected: 6, reading: 5 })).toEqual({
    kind: "settled",
    isConfirmed: false,
  });
  expect(judged({ isRefused: true, expected: 6, reading: 5 })).toEqual({ kind: "unsettled" });
});

test("a push without an answer is not explained by a matching number: it may be written and sold again", () => {
  expect(judged({ reading: 6 })).toEqual({ kind: "unsettled" });
  expect(judged({ reading: 4 })).toEqual({ kind: "unsettled" });
});

test("a reading that stayed for as long as an order may be missing is believed", () => {
  const still = { live: 4, liveAt: after(100), readAt: after(100 + lagMs) };
  expect(judged({ ...still, reading: 4 })).toEqual({ kind: "settled", isConfirmed: true });
  expect(judged({ ...still, live: 6, reading: 6 })).toEqual({ kind: "settled", isConfirmed: false });
  expect(judged({ ...still, reading: 4, isRefused: true })).toEqual({ kind: "settled", isConfirmed: false });
  expect(judged({ ...still, reading: 3 })).toEqual({ kind: "unsettled" });
  expect(judged({ ...still, reading: 4, readAt: after(99 + lagMs) })).toEqual({ kind: "unsettled" });
  expect(judged({ ...still, reading: 4, liveAt: after(-1) })).toEqual({ kind: "unsettled" });
});

test("an order that came in around the reading leaves it unsettled", () => {
  const still = { live: 4, liveAt: after(100), readAt: after(100 + lagMs) };
  expect(judged({ ...still, reading: 4, expected: 5, earlierExpected: 6 })).toEqual({ kind: "unsettled" });
});

test("a first reading, and one of a platform without lag, is believed after the poll", () => {
  expect(judged({ before: null, reading: 9 })).toEqual({ kind: "settled", isConfirmed: false });
  expect(judged({ reading: 6 }, 0)).toEqual({ kind: "settled", isConfirmed: false });
});

const accepted = { acceptedAt: after(50), isBelieving: false, effectMs: 1_000 };

test("what was only accepted is confirmed when it is read back so, and looked at again until then", () => {
  expect(judged({ ...accepted, reading: 6 })).toEqual({ kind: "unsettled" });
  expect(judged({ ...accepted, reading: 4 })).toEqual({ kind: "settled", isConfirmed: true });
  expect(judged({ ...accepted, before: null, expected: 4, reading: 4 })).toEqual({
    kind: "settled",
    isConfirmed: true,
  });
});

test("what was accepted and never shown is written again when its time is over", () => {
  expect(judged({ ...accepted, reading: 6, readAt: after(1_049) })).toEqual({ kind: "unsettled" });
  expect(judged({ ...accepted, reading: 6, readAt: after(1_050) })).toEqual({ kind: "unknown" });
});

test("what was accepted does not hold up another quantity, and is not believed over an order that it may have replaced", () => {
  expect(judged({ ...accepted, wanted: 3, reading: 6 })).toEqual({ kind: "unknown" });
  expect(judged({ ...accepted, expected: 5, reading: 4 })).toEqual({ kind: "unknown" });
  expect(judged({ ...accepted, expected: 5, earlierExpected: 6, reading: 4 })).toEqual({ kind: "unknown" });
});
