import { RateLimited, type ShipResult } from "@stockpool/channels";

/** A platform that works on it is asked again after so long, then after twice as long, up to the longest. */
const firstLookMs = 2_000;
const lookMsMax = 10 * 60_000;

/** How the platform answered before: its word for the news that it works on, and how often it was asked. */
export interface Pending {
  reference: string;
  looks: number;
}

export type Telling = ShipResult | { kind: "postponed"; retryAt: Date };

/** Tells a platform something; a pause that it wants is an answer like any other. */
export async function tell(ask: () => Promise<ShipResult>): Promise<Telling> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
    return { kind: "postponed", retryAt: new Date(Date.now() + error.retryAfterMs) };
  }
}

/** When to ask again, and what to remember until then; null when the telling has ended. */
export function nextLook(telling: Telling, pending: Pending | undefined): { runAt: Date; pending?: Pending } | null {
  switch (telling.kind) {
    case "told":
    case "refused":
      return null;
    case "pending": {
      const looks = (pending?.looks ?? 0) + 1;
      const pauseMs = Math.min(firstLookMs * 2 ** (looks - 1), lookMsMax);
      return { runAt: new Date(Date.now() + pauseMs), pending: { reference: telling.reference, looks } };
    }
    case "postponed":
      return { runAt: telling.retryAt, ...(pending && { pending }) };
  }
}
