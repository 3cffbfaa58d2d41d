/** The largest number of the type `int`. */
export const intMax = 2_147_483_647;

/** A sum as `int`. Each row may name a thousand million units; more than an `int` holds is as much as it holds, and no error. */
export function sumSql(units: string): string {
  return `least(sum(${units}), ${intMax})::int`;
}
