import type { PushReport, WantedQuantity } from "../connector.ts";
import { inParallel } from "../http/in-parallel.ts";
import { PushTally } from "../push-tally.ts";
import { PlatformError } from "../trouble.ts";
import type { BolClient } from "./client.ts";
import { nothing } from "./replies.ts";

/** v10 takes 0–999; v11 declares no bound, and whether 999 still binds is not known (Nov 2026). */
export const amountMax = 999;
const widthMax = 6;
/** The answers that speak of one offer only; any other trouble (sign-in, outage) ends the push. */
const ofOneOffer = new Set([400, 404, 409, 422]);

/**
 * What to tell bol so that buyers see `quantity`: with `managedByRetailer: false` bol itself subtracts every open order,
 * so those that the hub knows are added back, and one that it does not know yet is subtracted all the same.
 */
export function amountFor(row: Pick<WantedQuantity, "quantity" | "openUnits">): number {
  return Math.min(Math.max(row.quantity + row.openUnits, 0), amountMax);
}

/** Sets offers one by one, several at a time; stops at the first 429. */
export async function pushQuantities(
  client: BolClient,
  rows: WantedQuantity[],
  signal: AbortSignal,
): Promise<PushReport> {
  const tally = new PushTally(signal);
  await inParallel(rows, widthMax, (row) => pushOne(client, tally, row, signal));
  return tally.report();
}

async function pushOne(client: BolClient, tally: PushTally, row: WantedQuantity, signal: AbortSignal): Promise<void> {
  if (tally.isStopped) return tally.leaveOut([row]);
  const amount = amountFor(row);
  if (!Number.isInteger(amount)) return tally.reject([row], `quantity must be whole units, got ${row.quantity}`);
  const path = `/retailer/offers/${encodeURIComponent(row.platformId)}`;
  const body = { stock: { amount, managedByRetailer: false } };
  try {
    await client.write({ endpoint: "patchOffer", method: "PATCH", path, body }, nothing, signal);
    tally.confirm([row]);
  } catch (error) {
    if (isOfOneOffer(error)) tally.reject([row], error.message);
    else tally.trouble([row], error);
  }
}

function isOfOneOffer(error: unknown): error is PlatformError {
  return error instanceof PlatformError && error.status !== null && ofOneOffer.has(error.status);
}
