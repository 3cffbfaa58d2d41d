/** Spaces that people and spreadsheets leave in codes. `code_key` in SQL takes out the same ones. */
const spaces = new Set(" \t\n\v\f\r\u00a0\u200b\ufeff");

/**
 * A code without what spelling changes: case (of a–z), spaces, leading zeros; null when nothing is left. The SQL function
 * `code_key` gives the same, so that an index finds what this compares. All forms of one GTIN have one key.
 */
export function codeKey(code: string): string | null {
  const capital = code.replace(/[a-z]/g, (letter) => letter.toUpperCase());
  const printed = [...capital].filter((character) => !spaces.has(character)).join("");
  return printed.replace(/^0+/, "") || null;
}
