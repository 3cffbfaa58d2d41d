import fc from "fast-check";
import { expect, test } from "vitest";
import { type DriftEvidence, judgeReading } from "../../../stock/src/drift/judge.ts";

/** What may happen to one listing, on the platform and in the hub's knowledge of it. */
type Happening =
  | { kind: "order"; units: number; isKnown: boolean }
  | { kind: "push"; quantity: number; isLost: boolean }
  | { kind: "edit"; by: number }
  | { kind: "reset" };

interface Listing {
  shows: number;
  expected: number;
  /** Units of orders that the hub does not know yet. */
  unknown: number;
  lastPush: { before: number; quantity: number } | null;
}

function happen(listing: Listing, one: Happening): void {
  switch (one.kind) {
    case "order":
      listing.shows -= one.units;
      if (one.isKnown) listing.expected -= one.units;
      else listing.unknown += one.units;
      return;
    case "push":
      // A push writes over what it finds, and what was sold before is in its number already.
      listing.lastPush = { before: listing.expected, quantity: one.quantity };
      if (!one.isLost) listing.shows = one.quantity;
      listing.expected = one.quantity;
      listing.unknown = 0;
      return;
    case "edit":
      listing.shows += one.by;
      return;
    case "reset":
      listing.shows = 0;
  }
}

function learnAll(listing: Listing): void {
  listing.expected -= listing.unknown;
  listing.unknown = 0;
}

const units = fc.integer({ min: 1, max: 9 });
const order = fc.record({ kind: fc.constant("order" as const), units, isKnown: fc.boolean() });
const push = fc.record({ kind: fc.constant("push" as const), quantity: fc.nat(99), isLost: fc.constant(false) });

interface Case {
  before: Happening[];
  after: Happening[];
  areOrdersKnown: boolean;
}

const cases: fc.Arbitrary<Case> = fc.record({
  before: fc.array(fc.oneof(order, push), { maxLength: 12 }),
  after: fc.array(order, { maxLength: 5 }),
  areOrdersKnown: fc.boolean(),
});

/** Plays what came before, reads, plays what came after, and gives the evidence for judging. */
function evidenceOf({ before, after, areOrdersKnown }: Case, extra: Happening[] = []): DriftEvidence {
  const listing: Listing = { shows: 50, expected: 50, unknown: 0, lastPush: null };
  for (const one of [...before, ...extra]) happen(listing, one);
  const [live, expectedThen] = [listing.shows, listing.expected];
  if (areOrdersKnown) learnAll(listing);
  for (const one of after) happen(listing, one);
  return {
    ...{ live, expectedThen, expectedNow: listing.expected, areOrdersKnown, lastPush: listing.lastPush },
    ...{ isOvertaken: false, resetsToZero: false, healedLately: 0 },
  };
}

test("orders and pushes alone, known or not, are never drift", () => {
  fc.assert(
    fc.property(cases, (one) => {
      expect(judgeReading(evidenceOf(one)).kind).not.toBe("drift");
    }),
    { numRuns: 2_000 },
  );
});

test("nothing is drift while an order of its time may be unknown, a push came between, or the belief is lost", () => {
  const edit = fc.integer({ min: -40, max: 40 }).map((by): Happening => ({ kind: "edit", by }));
  fc.assert(
    fc.property(cases, edit, (one, edited) => {
      const evidence = evidenceOf({ ...one, areOrdersKnown: false }, [edited]);
      expect(judgeReading(evidence).kind).not.toBe("drift");
      expect(judgeReading({ ...evidence, areOrdersKnown: true, isOvertaken: true })).toEqual({ kind: "moot" });
      expect(judgeReading({ ...evidence, areOrdersKnown: true, expectedNow: null })).toEqual({ kind: "moot" });
    }),
  );
});

test("an edit is found when every order is known, however many there were; one that came in late only has it read again", () => {
  const edit = fc.integer({ min: 100, max: 400 }).map((by): Happening => ({ kind: "edit", by }));
  fc.assert(
    fc.property(cases, edit, (one, edited) => {
      const before = one.before.map((each) => (each.kind === "order" ? { ...each, isKnown: true } : each));
      const still = evidenceOf({ before, after: [], areOrdersKnown: true }, [edited]);
      expect(judgeReading(still)).toEqual({ kind: "drift", cause: "edited_on_platform" });
      const late: Happening = { kind: "order", units: 1, isKnown: true };
      expect(judgeReading(evidenceOf({ before, after: [late], areOrdersKnown: true }, [edited]))).toEqual({
        kind: "unsure",
      });
    }),
  );
});

test("a push that never took effect is called lost, also after orders that were told since", () => {
  const orders = fc.array(units, { maxLength: 5 });
  fc.assert(
    fc.property(cases, fc.nat(99), orders, ({ before }, quantity, since) => {
      const known = before.map((each) => (each.kind === "order" ? { ...each, isKnown: true } : each));
      const told = since.map((each): Happening => ({ kind: "order", units: each, isKnown: true }));
      const lost: Happening = { kind: "push", quantity, isLost: true };
      const evidence = evidenceOf({ before: known, after: [], areOrdersKnown: true }, [lost, ...told]);
      const judgement = judgeReading(evidence);
      if (evidence.lastPush?.before === quantity) expect(judgement).toEqual({ kind: "explained" });
      else expect(judgement).toEqual({ kind: "drift", cause: "lost_push" });
    }),
  );
});

test("0 is a reset only where the platform resets; and who keeps writing after the hub healed is a second writer", () => {
  const evidence = evidenceOf({ before: [], after: [], areOrdersKnown: true }, [{ kind: "reset" }]);
  expect(judgeReading(evidence)).toEqual({ kind: "drift", cause: "edited_on_platform" });
  expect(judgeReading({ ...evidence, resetsToZero: true })).toEqual({ kind: "drift", cause: "reset_by_platform" });
  expect(judgeReading({ ...evidence, healedLately: 1 })).toMatchObject({ cause: "edited_on_platform" });
  expect(judgeReading({ ...evidence, healedLately: 2 })).toMatchObject({ cause: "two_writers" });
});
