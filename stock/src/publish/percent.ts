/**
 * So much percent of some units, before any rounding. Rules keep percentages with two decimals; counted in hundredths they are
 * whole, so that 8.8% of 875 is 77 and not a little more.
 */
export function percentOf(units: number, percent: number): number {
  return (units * Math.round(percent * 100)) / 10_000;
}
