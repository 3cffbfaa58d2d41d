import type { PlatformReturn, ReturnAnswer, ShipResult } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { BolClient } from "./client.ts";
import { type ProcessStatus, readProcess } from "./process.ts";
import { processStatusReply, type ReturnedItem, returnsReply } from "./replies.ts";

const pageSize = 50;
const pagesMax = 200;
/** Pages of returns that are dealt with, newest first: enough to see what was decided in bol's own pages. */
const handledPagesMax = 2;
const waitMaxMs = 60_000;

/** Returns of what the merchant ships himself: all that wait for him, and those dealt with last. */
export async function* pullReturns(client: BolClient, signal: AbortSignal): AsyncGenerator<PlatformReturn[]> {
  for (const [isHandled, limit] of [
    [false, pagesMax],
    [true, handledPagesMax],
  ] as const) {
    for (let page = 1; page <= limit; page++) {
      const returns = await readPage(client, isHandled, page, signal);
      yield returns.flatMap(({ registrationDateTime, returnItems }) =>
        returnItems.map((item) => toReturn(item, registrationDateTime)),
      );
      if (returns.length < pageSize) break;
      if (page === pagesMax) throw new PlatformError(`bol listed more than ${pagesMax} pages of open returns`);
    }
  }
}

async function readPage(client: BolClient, isHandled: boolean, page: number, signal: AbortSignal) {
  const query = new URLSearchParams({
    ...{ handled: String(isHandled), "fulfilment-method": "FBR", page: String(page) },
  });
  const request = { endpoint: "listReturns", method: "GET", path: "/retailer/returns", query, waitMaxMs } as const;
  return (await client.read(request, returnsReply, signal))?.returns ?? [];
}

function toReturn({ rmaId, orderId, ean, ...item }: ReturnedItem, announcedAt: Date): PlatformReturn {
  const { mainReason, detailedReason, customerComments } = item.returnReason ?? {};
  const reason = [mainReason, detailedReason, customerComments].filter(Boolean).join(" – ");
  return {
    ...{ platformReturnId: rmaId, platformOrderId: orderId, platformLineId: null, sku: null, barcode: ean || null },
    ...{ title: null, quantity: item.expectedQuantity, reason: reason || null, announcedAt, isHandled: item.handled },
  };
}

/** Tells bol what came. A repetition meets an item that is dealt with, which bol refuses; so that is looked at first. */
export async function answerReturn(client: BolClient, answer: ReturnAnswer, signal: AbortSignal): Promise<ShipResult> {
  const before = answer.reference ? await readProcess(client, answer.reference, signal) : null;
  if (before && before.status !== "TIMEOUT") return outcome(client, answer, before, signal);
  if (!(await isWaiting(client, answer.platformReturnId, signal))) return { kind: "told" };
  try {
    return await outcome(client, answer, await send(client, answer, signal), signal);
  } catch (error) {
    if (error instanceof PlatformError && error.status === 400) return { kind: "refused", error: error.message };
    throw error;
  }
}

async function isWaiting(client: BolClient, rmaId: string, signal: AbortSignal): Promise<boolean> {
  for (let page = 1; page <= pagesMax; page++) {
    const returns = await readPage(client, false, page, signal);
    if (returns.some(({ returnItems }) => returnItems.some((item) => item.rmaId === rmaId && !item.handled)))
      return true;
    if (returns.length < pageSize) return false;
  }
  throw new PlatformError(`bol listed more than ${pagesMax} pages of open returns`);
}

async function send(client: BolClient, { platformReturnId, received }: ReturnAnswer, signal: AbortSignal) {
  const handlingResult = received > 0 ? "RETURN_RECEIVED" : "RETURN_DOES_NOT_MEET_CONDITIONS";
  // bol wants at least one unit also where none is accepted.
  const body = { handlingResult, quantityReturned: Math.max(received, 1) };
  const path = `/retailer/returns/${encodeURIComponent(platformReturnId)}`;
  const first = await client.write({ endpoint: "answerReturn", method: "PUT", path, body }, processStatusReply, signal);
  if (first.status !== "PENDING" || !first.processStatusId) return first;
  return (await readProcess(client, first.processStatusId, signal)) ?? first;
}

async function outcome(
  client: BolClient,
  { platformReturnId, reference }: ReturnAnswer,
  { status, errorMessage, processStatusId }: ProcessStatus,
  signal: AbortSignal,
): Promise<ShipResult> {
  switch (status) {
    case "SUCCESS":
      return { kind: "told" };
    case "FAILURE":
      // Also the second of two processes for one return fails; the first one has told bol then.
      if (!(await isWaiting(client, platformReturnId, signal))) return { kind: "told" };
      return { kind: "refused", error: errorMessage || "bol does not say why" };
    case "PENDING":
    case "TIMEOUT":
      return { kind: "pending", reference: processStatusId ?? reference ?? "" };
  }
}
