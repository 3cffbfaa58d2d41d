/** The largest number of the type `int`. */
export const intMax = 2_147_483_647;

/**
 * A sum as `int`; null of no rows. Each row may name a thousand million units: more than an `int` holds is as much as it holds, and
 * no error.
 */
export function sumSql(units: string): string {
  // `least` would pass over the null of no rows.
  return `(case when sum(${units}) > ${intMax} then ${intMax} else sum(${units}) end)::int`;
}
