import { parse } from "lossless-json";

/** So many digits in a row, and a number may be more than a double holds. */
const longNumber = /\d{16}/;

/**
 * Parses JSON of which no number may lose a digit: ids exceed 2^53. A text without long numbers is parsed natively, many times as
 * fast, and has plain numbers; in any other every number is a `LosslessNumber`. Throws `SyntaxError` when it is not JSON.
 */
export function parseExactly(text: string): unknown {
  return longNumber.test(text) ? parse(text) : JSON.parse(text);
}
