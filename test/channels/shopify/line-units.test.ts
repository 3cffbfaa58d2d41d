import fc from "fast-check";
import { expect, test } from "vitest";
import { lineUnits } from "../../../channels/src/shopify/line-units.ts";

/** A line as a shop can really have it: every unit left, waits, or was removed. */
const line = fc
  .record({ fulfilled: fc.nat(500), unfulfilled: fc.nat(500), removed: fc.nat(500), isOrderCancelled: fc.boolean() })
  .map((parts) => ({ ...parts, quantity: parts.fulfilled + parts.unfulfilled + parts.removed }));

test("every unit of a line is shipped, cancelled or open, and none is counted twice", () => {
  fc.assert(
    fc.property(line, (told) => {
      const { ordered, cancelled, shipped } = lineUnits(told);
      expect(ordered).toBe(told.quantity);
      expect(shipped).toBe(told.fulfilled);
      expect(cancelled).toBe(told.removed + (told.isOrderCancelled ? told.unfulfilled : 0));
    }),
  );
});

test("counts that contradict each other never give more units than were ordered", () => {
  const counts = {
    quantity: fc.nat(50),
    unfulfilled: fc.nat(90),
    fulfilled: fc.nat(90),
    isOrderCancelled: fc.boolean(),
  };
  fc.assert(
    fc.property(fc.record(counts), (told) => {
      const { ordered, cancelled, shipped } = lineUnits(told);
      expect(Math.min(cancelled, shipped, ordered - cancelled - shipped)).toBeGreaterThanOrEqual(0);
    }),
  );
});
