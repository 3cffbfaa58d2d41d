import type { PushReport, WantedQuantity } from "../connector.ts";
import { inParallel } from "../http/in-parallel.ts";
import { PushTally } from "../push-tally.ts";
import { PlatformError } from "../trouble.ts";
import { itemsPath } from "./account.ts";
import { readAvailability } from "./availability.ts";
import { sendInFeed } from "./feeds.ts";
import { submissionReply } from "./replies.ts";
import { availabilityPatch, type Writable } from "./submission.ts";
import { findWritable, type Push } from "./writable.ts";

/** From so many first writes on, one feed is quicker than calls at 5 a second; a feed takes minutes to hours. */
export const feedFrom = 300;
/** So many calls of one push: at 5 a second they end well before whoever waits for the push gives up. */
const singlyMax = 200;
/** Amazon's own limit is not published; larger numbers are refused here, where the reason can be told. */
const quantityMax = 10_000_000;
const widthMax = 5;
/** The answers that speak of one SKU only; any other trouble (sign-in, outage) ends the push. */
const ofOneSku = new Set([400, 404, 413, 415]);

/**
 * Sets quantities, one for all marketplaces of the account. What Amazon accepts is not live yet: a row is confirmed when it is
 * read back so, and only accepted until then. A SKU that Amazon fulfils is refused, because a write would give it a second channel.
 */
export async function pushQuantities(push: Push, rows: WantedQuantity[], signal: AbortSignal): Promise<PushReport> {
  const tally = new PushTally(signal);
  const sound = rows.filter((row) => isSound(tally, row));
  const writable = await findWritable(push, tally, sound, signal);
  const late = writable.flatMap(({ row }) => (row.mayBeLate ? [row] : []));
  const isMany = late.length >= feedFrom;
  if (isMany) await sendInFeed(push.account, tally, late, push.allowHttp, signal);
  const singly = isMany ? writable.filter(({ row }) => !row.mayBeLate) : writable;
  await confirmLive(push, tally, await sendEach(push, tally, singly.slice(0, singlyMax), signal), signal);
  const left = singly.slice(singlyMax).map(({ row }) => row);
  if (left.length > 0) tally.postpone(left, 0);
  return tally.report();
}

function isSound(tally: PushTally, row: WantedQuantity): boolean {
  const { quantity } = row;
  if (Number.isInteger(quantity) && quantity >= 0 && quantity <= quantityMax) return true;
  tally.reject([row], `quantity must be 0–${quantityMax} whole units, got ${quantity}`);
  return false;
}

interface Accepted {
  row: WantedQuantity;
  submissionId: string;
}

async function sendEach(push: Push, tally: PushTally, writable: Writable[], signal: AbortSignal): Promise<Accepted[]> {
  const accepted = await inParallel(writable, widthMax, (one) => sendOne(push, tally, one, signal));
  return accepted.filter((one) => one !== null);
}

async function sendOne(
  { account, known }: Push,
  tally: PushTally,
  { row, marketplaceId }: Writable,
  signal: AbortSignal,
): Promise<Accepted | null> {
  if (tally.isStopped) {
    tally.leaveOut([row]);
    return null;
  }
  const path = itemsPath(account, row.platformId);
  const query = { marketplaceIds: marketplaceId, includedData: "issues", issueLocale: "en_US" };
  const request = { operation: "patchListingsItem", method: "PATCH", path, query } as const;
  try {
    const body = availabilityPatch(row.quantity);
    const { status, submissionId, issues } = await account.client.write({ ...request, body }, submissionReply, signal);
    if (status === "ACCEPTED") return { row, submissionId };
    known.forget(row.platformId);
    tally.reject([row], issues.map(({ code, message }) => `${code}: ${message}`).join("; ") || `Amazon says ${status}`);
  } catch (error) {
    if (isOfOneSku(error)) tally.reject([row], error.message);
    else tally.trouble([row], error);
  }
  return null;
}

/** Reads back what was accepted. A reading that fails leaves all of it unknown. */
async function confirmLive(
  { account, known }: Push,
  tally: PushTally,
  accepted: Accepted[],
  signal: AbortSignal,
): Promise<void> {
  const skus = accepted.map(({ row }) => row.platformId);
  const live = await readAvailability(account, skus, signal).catch(() => null);
  if (live) known.remember(live);
  for (const { row, submissionId } of accepted) {
    const shown = live?.get(row.platformId)?.quantity ?? null;
    if (shown === row.quantity) tally.confirm([row]);
    else
      tally.accept(
        [row],
        `Amazon accepted it (${submissionId}) and ${shown === null ? "was not read back" : `shows ${shown} so far`}`,
      );
  }
}

function isOfOneSku(error: unknown): error is PlatformError {
  return error instanceof PlatformError && error.status !== null && ofOneSku.has(error.status);
}
