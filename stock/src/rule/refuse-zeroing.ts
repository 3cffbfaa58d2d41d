import { type Refused, refused } from "../outcome.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Effect } from "./effect.ts";

/** Refuses a change that sets more of the listings that show something to zero than the hub's limit. One listing is never too many. */
export async function refuseZeroing(db: Db, { toZero, showing, isSample }: Effect): Promise<Refused | null> {
  if (toZero <= 1) return null;
  const [limit] = await rowsOf<{ percent: number }>(
    db,
    "rule-zeroing-limit",
    "select zeroing_percent_max::float8 as percent from hub_setting",
    [],
  );
  const most = limit?.percent ?? 20;
  const percent = (100 * toZero) / showing;
  if (percent <= most) return null;
  const seen = isSample ? `${showing} listings looked at` : `${showing} listings concerned`;
  return refused(
    "too_many_zeroed",
    `${toZero} of the ${seen} would show 0 (${percent.toFixed(1)}%), and without a second yes at most ${most}% may`,
  );
}
