import { type Connector, PlatformError, type PlatformOrder, RateLimited } from "@stockpool/channels";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";

/** How many orders of one channel are read at a time. */
const widthMax = 4;
/** Pause after trouble that is the platform's, not one order's. */
const outagePauseMs = 10_000;

/** What became of one order that a message hinted at. */
export type HintReading =
  | { kind: "read"; order: PlatformOrder }
  /** The platform answered that there is no such order. */
  | { kind: "not_known"; error: string }
  | { kind: "failed"; error: string };

export interface HintReadings {
  /** By the platform's order id; an order without an entry was not reached. */
  readings: Map<string, HintReading>;
  /** When set, the platform wants no further call, or cannot answer one, before so many milliseconds have passed. */
  retryAfterMs: number | null;
}

/** Reads each order once, several at a time, until done or until the platform needs a pause. */
export async function readHints(
  connector: Connector,
  platformOrderIds: string[],
  signal: AbortSignal,
): Promise<HintReadings> {
  const result: HintReadings = { readings: new Map(), retryAfterMs: null };
  const waiting = [...new Set(platformOrderIds)];
  const lanes = Array.from({ length: Math.min(widthMax, waiting.length) }, async () => {
    for (let id = waiting.shift(); id !== undefined && result.retryAfterMs === null; id = waiting.shift()) {
      await readOne(connector, id, result, signal);
    }
  });
  await Promise.all(lanes);
  return result;
}

async function readOne(connector: Connector, id: string, result: HintReadings, signal: AbortSignal): Promise<void> {
  try {
    const order = await connector.readOrder(id, signal);
    result.readings.set(id, order === null ? notKnown(connector, id) : { kind: "read", order });
  } catch (error) {
    if (!isPlatformTrouble(error)) throw error;
    if (error instanceof RateLimited) return pause(result, error.retryAfterMs);
    result.readings.set(id, { kind: "failed", error: describeTrouble(error) });
    if (!isOfOneOrder(error)) pause(result, outagePauseMs);
  }
}

function notKnown(connector: Connector, id: string): HintReading {
  return { kind: "not_known", error: `${connector.platform} does not know order ${id}, or not yet` };
}

function pause(result: HintReadings, retryAfterMs: number): void {
  result.retryAfterMs = Math.max(result.retryAfterMs ?? 0, retryAfterMs);
}

/** A client error says something of this order; everything else (sign-in, outage) says something of the platform. */
function isOfOneOrder(error: unknown): boolean {
  if (!(error instanceof PlatformError) || error.status === null) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 403;
}
