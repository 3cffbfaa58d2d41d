import fc from "fast-check";
import { expect, test } from "vitest";
import { amountFor } from "../../../channels/src/bol/push-quantities.ts";

test("once bol has subtracted its open orders, it shows what was asked and never more", () => {
  const units = fc.nat(2_000);
  fc.assert(
    fc.property(units, units, units, (quantity, openUnits, unknownUnits) => {
      const amount = amountFor({ quantity, openUnits });
      const shown = Math.max(0, amount - openUnits - unknownUnits);
      expect(shown).toBe(Math.max(0, Math.min(quantity + openUnits, 999) - openUnits - unknownUnits));
      expect(shown).toBeLessThanOrEqual(quantity);
    }),
  );
});

test("bol takes 0 to 999", () => {
  expect(amountFor({ quantity: 5_000, openUnits: 3 })).toBe(999);
  expect(amountFor({ quantity: -5, openUnits: 3 })).toBe(0);
});
