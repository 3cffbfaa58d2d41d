import type { Account } from "./account.ts";
import { type Availability, readAvailability } from "./availability.ts";

/** A seller may move a SKU into Amazon's warehouse at any time; so long it is believed not to have moved. */
const believedMs = 10 * 60_000;
const skusMax = 200_000;

/** What was read of SKUs not long ago: whether the merchant fulfils them, and where they are listed. */
export interface KnownSkus {
  /** Reads those that were not read lately. One that Amazon does not know is left out. */
  find(account: Account, skus: string[], signal: AbortSignal): Promise<Map<string, Availability>>;
  remember(found: Map<string, Availability>): void;
  forget(sku: string): void;
}

/** Keeps what was read for ten minutes. */
export function knownSkus(now: () => number = Date.now): KnownSkus {
  const known = new Map<string, { availability: Availability; at: number }>();

  function remember(found: Map<string, Availability>): void {
    if (known.size + found.size > skusMax) known.clear();
    for (const [sku, availability] of found) known.set(sku, { availability, at: now() });
  }

  async function find(account: Account, skus: string[], signal: AbortSignal): Promise<Map<string, Availability>> {
    const fresh = (sku: string) => {
      const entry = known.get(sku);
      return entry && now() - entry.at < believedMs ? entry.availability : undefined;
    };
    const read = await readAvailability(
      account,
      skus.filter((sku) => !fresh(sku)),
      signal,
    );
    remember(read);
    return new Map(
      skus.flatMap((sku): [string, Availability][] => {
        const availability = read.get(sku) ?? fresh(sku);
        return availability ? [[sku, availability]] : [];
      }),
    );
  }

  return { find, remember, forget: (sku) => void known.delete(sku) };
}
