import fc from "fast-check";
import { expect, test } from "vitest";
import { whyNotAdoptable } from "../../../stock/src/drift/adoptable.ts";
import { type DriftCase, treat } from "../../../stock/src/drift/treat.ts";

const drifts: fc.Arbitrary<DriftCase> = fc.record({
  cause: fc.constantFrom("lost_push", "edited_on_platform", "reset_by_platform", "two_writers"),
  live: fc.nat(99),
  expected: fc.nat(99),
  policy: fc.constantFrom("hub_wins", "ask", "adopt"),
  isResync: fc.boolean(),
  isGuaranteed: fc.boolean(),
  notAdoptable: fc.constantFrom(null, "the channel draws on 2 locations"),
});

test("only an edit is ever adopted, only where the policy says so and it can be said of which stock it is", () => {
  fc.assert(
    fc.property(drifts, (drift) => {
      if (treat(drift).kind !== "adopt") return;
      expect(drift).toMatchObject({
        cause: "edited_on_platform",
        policy: "adopt",
        isResync: false,
        notAdoptable: null,
      });
    }),
    { numRuns: 1_000 },
  );
});

test("what is guaranteed and shows too much is lowered at once, whatever the policy", () => {
  fc.assert(
    fc.property(drifts, (drift) => {
      if (drift.isGuaranteed && drift.live > drift.expected) expect(treat(drift)).toEqual({ kind: "push" });
    }),
    { numRuns: 1_000 },
  );
});

test("under `ask` the hub only repeats its own lost write and undoes the platform's reset", () => {
  fc.assert(
    fc.property(drifts, (drift) => {
      const asked = { ...drift, policy: "ask", isResync: false, isGuaranteed: false } as const;
      const isOwn = drift.cause === "lost_push" || drift.cause === "reset_by_platform";
      expect(treat(asked).kind).toBe(isOwn ? "push" : "ask");
    }),
  );
});

test("a difference is of the pool only with one location, no bundle, and all of it shown", () => {
  const facts = { locations: 1, isBundle: false, quantity: 5, expected: 5, available: 5 };
  expect(whyNotAdoptable(facts)).toBeNull();
  for (const other of [{ locations: 2 }, { locations: 0 }, { isBundle: true }, { expected: 4 }, { available: 9 }]) {
    expect(whyNotAdoptable({ ...facts, ...other })).toEqual(expect.any(String));
  }
});
