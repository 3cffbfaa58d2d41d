declare global {
  interface JSON {
    /** In Node since 21, not yet in TypeScript's library. */
    rawJSON(text: string): object;
  }
}

/** A whole number of any size, for `writeExactJson`. */
export function exactInteger(digits: string): object {
  return JSON.rawJSON(digits);
}

/** JSON in which `exactInteger` values keep all their digits, also above 2^53. */
export function writeExactJson(value: unknown): string {
  return JSON.stringify(value);
}
