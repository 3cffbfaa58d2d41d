import { PlatformError, RateLimited } from "../trouble.ts";
import { BodyTooLarge } from "./body.ts";
import { retryAfterMs } from "./retry-after.ts";

const lineLengthMax = 1_000_000;
const fileBytesMax = 4_000_000_000;
/** For the answer, and again for every next piece of the file. */
const silenceMsMax = 30_000;

/** What is known of a file besides its address. */
export interface FileForm {
  isGzipped?: boolean;
}

/**
 * The lines of a file at `url`, as they arrive, in the character set that it is served with, else UTF-8: never more than a line
 * and a piece of the network is held. Throws `PlatformError` when there is no such file, when it breaks off or stands still, when it
 * is not of its form, and when a line is longer than 1 MB. Sends no credentials.
 */
export async function* readLines(url: URL, signal: AbortSignal, form: FileForm = {}): AsyncGenerator<string> {
  const patience = newPatience();
  try {
    const response = await patience.during(open(url, AbortSignal.any([signal, patience.signal])));
    yield* lines(response, form, patience);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PlatformError || error instanceof RateLimited) throw error;
    const why = patience.signal.aborted ? `nothing came for ${silenceMsMax} ms` : messageOf(error);
    throw new PlatformError(`GET ${url.host}: the file broke off: ${why}`);
  }
}

async function* lines(response: Response, form: FileForm, patience: Patience): AsyncGenerator<string> {
  const decoder = new TextDecoder(charsetOf(response), { fatal: true });
  const reader = piecesOf(response, form).getReader();
  let [rest, bytes] = ["", 0];
  try {
    const next = () => patience.during(reader.read());
    for (let piece = await next(); !piece.done; piece = await next()) {
      bytes += piece.value.byteLength;
      if (bytes > fileBytesMax) throw new BodyTooLarge(fileBytesMax);
      rest += decoder.decode(piece.value, { stream: true });
      const found = rest.split("\n");
      rest = found.pop() ?? "";
      if (rest.length > lineLengthMax) throw new BodyTooLarge(lineLengthMax);
      for (const line of found) if (line !== "") yield line;
    }
  } finally {
    // Of a file that broke off this says again what was thrown already.
    await reader.cancel().catch(() => {});
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

async function open(url: URL, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal, redirect: "error" });
  if (response.ok && response.body) return response;
  await response.body?.cancel();
  if (response.status === 429) throw new RateLimited(retryAfterMs(response.headers));
  throw new PlatformError(`GET ${url.host}: the file answered ${response.status}`, response.status);
}

function piecesOf(response: Response, { isGzipped = false }: FileForm): ReadableStream<Uint8Array> {
  const { body } = response;
  if (!body) return new ReadableStream();
  // What is said to be packed on its way was unpacked already.
  const isUnpacked = /gzip/i.test(response.headers.get("content-encoding") ?? "");
  return isGzipped && !isUnpacked ? body.pipeThrough(new DecompressionStream("gzip")) : body;
}

function charsetOf({ headers }: Response): string {
  return /charset="?([^";\s]+)/i.exec(headers.get("content-type") ?? "")?.[1] ?? "utf-8";
}

/** Ends the call when the platform, not the reader, keeps everybody waiting. */
interface Patience {
  signal: AbortSignal;
  during<T>(work: Promise<T>): Promise<T>;
}

function newPatience(): Patience {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    during: async (work) => {
      const timer = setTimeout(() => controller.abort(), silenceMsMax);
      return work.finally(() => clearTimeout(timer));
    },
  };
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
