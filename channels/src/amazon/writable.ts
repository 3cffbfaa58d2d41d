import type { WantedQuantity } from "../connector.ts";
import type { PushTally } from "../push-tally.ts";
import type { Account } from "./account.ts";
import type { Availability } from "./availability.ts";
import type { KnownSkus } from "./known-skus.ts";
import type { Writable } from "./submission.ts";

/** What a push works with. */
export interface Push {
  account: Account;
  known: KnownSkus;
  /** Documents of feeds may lie at http addresses on this machine. */
  allowHttp: boolean;
}

/** The rows that may be written. The others are rejected, each with its reason; a reading that fails postpones them all. */
export async function findWritable(
  { account, known }: Push,
  tally: PushTally,
  rows: WantedQuantity[],
  signal: AbortSignal,
): Promise<Writable[]> {
  try {
    const skus = rows.map(({ platformId }) => platformId);
    const found = await known.find(account, skus, signal);
    return rows.flatMap((row) => {
      const why = whyNot(account, row, found.get(row.platformId));
      const marketplaceId = found.get(row.platformId)?.marketplaceId;
      if (why === null && marketplaceId !== undefined) return [{ row, marketplaceId }];
      tally.reject([row], why ?? "unknown");
      return [];
    });
  } catch (error) {
    tally.trouble(rows, error);
    return [];
  }
}

function whyNot({ marketplaceIds }: Account, { platformId }: WantedQuantity, found: Availability | undefined) {
  if (!found) return `Amazon does not know SKU ${platformId} in ${marketplaceIds.join(", ")}`;
  if (found.amazonChannel === null) return null;
  return `SKU ${platformId} is fulfilled by Amazon (${found.amazonChannel}): the hub only reads its stock`;
}
