/** A wedge scanner types a character every few milliseconds; no thumb does. */
const characterMaxMs = 35;

/** Shorter ones are numbers that somebody typed fast; nobody counts as many units as longer ones say. */
const length = { min: 4, max: 7 };

/** Whether a text that came into a field for a number is a code: it is no number, too long for one, or too fast for a hand. */
export function isScanned(text: string, tookMs: number): boolean {
  if (text.length < length.min) return false;
  return text.length > length.max || !/^\d+$/.test(text) || tookMs / (text.length - 1) < characterMaxMs;
}
