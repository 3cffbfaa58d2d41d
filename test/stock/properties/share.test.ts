import { inherit, type ListingFacts, noFacts, publish, type Rule, ruleBook, shareKind } from "@stockpool/stock/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hubWith, percent, productOf, ruleOf } from "./worlds.ts";

function kindFor(before: number, fields: Partial<Rule>) {
  return shareKind(before, inherit(ruleBook([ruleOf(fields)]), "channel", "mug"));
}

describe("guard below", () => {
  const own = fc.constantFrom<NonNullable<Rule["shareKind"]>>("shared", "percentage", "fixed");

  it("makes the last units guaranteed, and no unit more", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), own, (before, guardBelow, kind) => {
        const expected = before < guardBelow ? "guaranteed" : kind;
        expect(kindFor(before, { guardBelow, shareKind: kind }).kind).toBe(expected);
      }),
    );
  });

  it("names the rule whose field decided", () => {
    const hub = ruleOf({ id: "hub", shareKind: "fixed" });
    const guard = ruleOf({ id: "guard", channelId: "channel", guardBelow: 5 });
    const inherited = inherit(ruleBook([hub, guard]), "channel", "mug");
    expect(shareKind(4, inherited)).toEqual({ kind: "guaranteed", ruleId: "guard" });
    expect(shareKind(5, inherited)).toEqual({ kind: "fixed", ruleId: "hub" });
  });

  it("left out guards nothing", () => {
    expect(kindFor(0, {})).toEqual({ kind: "shared", ruleId: null });
  });
});

describe("a percentage by velocity", () => {
  const velocity = fc.record({ percent, perDay: fc.double({ min: 0, max: 1_000, noNaN: true }) });
  const byVelocity = { shareKind: "percentage", percentBy: "velocity", sharePercent: 40 } as const;

  it("is rounded down like one by hand", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), velocity, (mugs, share) => {
        expect(shown(mugs, byVelocity, { ...noFacts, velocity: share })).toBe(
          shown(mugs, { shareKind: "percentage", sharePercent: share.percent }, noFacts),
        );
      }),
    );
  });

  it("is by hand until it was computed, and where the rule says so", () => {
    expect(shown(10, byVelocity, noFacts)).toBe(4);
    const known = { ...noFacts, velocity: { percent: 90, perDay: 3 } };
    expect(shown(10, byVelocity, known)).toBe(9);
    expect(shown(10, { ...byVelocity, percentBy: "hand" }, known)).toBe(4);
  });
});

function shown(mugs: number, fields: Partial<Rule>, facts: ListingFacts): number {
  const hub = hubWith(mugs);
  return publish(hub, ruleBook([ruleOf(fields)]), hub.channel, productOf(hub, "mug"), facts).quantity;
}
