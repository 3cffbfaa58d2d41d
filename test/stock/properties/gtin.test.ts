import { isGtin, padGtin } from "@stockpool/stock/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const digit = fc.integer({ min: 0, max: 9 });

/** A code of 8, 12, 13 or 14 digits with its check digit, computed as GS1 tells people to: from the right, times 3, times 1. */
const gtin = fc
  .constantFrom(8, 12, 13, 14)
  .chain((length) => fc.array(digit, { minLength: length - 1, maxLength: length - 1 }))
  .map((digits) => {
    const sum = digits.toReversed().reduce((total, one, place) => total + one * (place % 2 === 0 ? 3 : 1), 0);
    return [...digits, (10 - (sum % 10)) % 10].join("");
  });

describe("a barcode", () => {
  it.each(["4006381333931", "012345678905", "96385074", "10614141000415"])("such as %s is right", (code) => {
    expect(isGtin(code)).toBe(true);
  });

  it("with its check digit is right, and so is the same code with zeros before it", () => {
    fc.assert(
      fc.property(gtin, (code) => {
        expect(isGtin(code)).toBe(true);
        expect(isGtin(padGtin(code))).toBe(true);
        expect(padGtin(`0${code}`.slice(-14))).toBe(padGtin(code));
      }),
    );
  });

  it("with one wrong digit is wrong, whichever it is", () => {
    fc.assert(
      fc.property(gtin, (code) => {
        for (const place of code.split("").keys()) {
          for (let other = 0; other <= 9; other++) {
            if (String(other) === code[place]) continue;
            expect(isGtin(code.slice(0, place) + other + code.slice(place + 1))).toBe(false);
          }
        }
      }),
    );
  });

  it("of another length, or with anything but digits, is wrong", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        fc.pre(!/^(\d{8}|\d{12,14})$/.test(text));
        expect(isGtin(text)).toBe(false);
      }),
    );
    for (const wrong of ["", "4006381333931 ", "400638133393", "04006381333931x", "٤٠٠٦٣٨١٣٣٣٩٣١"]) {
      expect(isGtin(wrong)).toBe(false);
    }
  });
});
