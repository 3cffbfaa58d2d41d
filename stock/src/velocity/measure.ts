/** Days that count. */
export const velocityDays = 28;

/** After so many days a unit weighs half. */
const halfLifeDays = 7;

/**
 * Units per day, newer days weighing more. `days`: units of each day, the newest first; `observedDays`: for how many of them the
 * thing was on sale, so that what is new is not thought slow.
 */
export function measureVelocity(days: readonly number[], observedDays: number): number {
  const counted = Math.min(velocityDays, Math.max(1, observedDays));
  let [units, weights] = [0, 0];
  for (let day = 0; day < counted; day++) {
    const weight = 0.5 ** (day / halfLifeDays);
    units += weight * (days[day] ?? 0);
    weights += weight;
  }
  return units / weights;
}

/** Days until what is available is sold; null while nothing sells. */
export function daysOfCover(available: number, perDay: number): number | null {
  return perDay > 0 ? Math.max(0, available) / perDay : null;
}
