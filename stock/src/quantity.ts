/** The largest number of units that one command or one stock level may name. */
export const quantityMax = 1_000_000_000;

/** True for a whole number of units from `min` to the maximum. */
export function isQuantity(value: number, min: number): boolean {
  return Number.isInteger(value) && value >= min && value <= quantityMax;
}
