import { isGtin, padGtin } from "../catalogue/gtin.ts";

/** The GTIN that a code is, in 14 digits, letter for letter; null when it is none. */
export function exactGtin(code: string): string | null {
  return isGtin(code) ? padGtin(code) : null;
}

/** A spreadsheet that takes a code for a number drops its zeros; shorter than this it is more likely something else. */
const digitsMin = 6;

/** The GTIN that a code becomes without spaces, hyphens and dots, and with the zeros that a spreadsheet lost. */
export function spelledGtin(code: string): string | null {
  const digits = code.replace(/[\s\u200b\ufeff.-]/g, "");
  if (!/^\d+$/.test(digits) || digits.length < digitsMin || digits.length > 14) return null;
  return exactGtin(digits.padStart(14, "0"));
}

/** Every GTIN that stands by itself in a text: no digit before it, none after it. */
export function gtinsIn(text: string): string[] {
  const found = text.match(/(?<!\d)(\d{8}|\d{12,14})(?!\d)/g) ?? [];
  return [...new Set(found.flatMap((code) => exactGtin(code) ?? []))];
}
