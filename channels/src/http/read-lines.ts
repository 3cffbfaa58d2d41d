import { PlatformError } from "../trouble.ts";
import { BodyTooLarge } from "./body.ts";

const lineBytesMax = 1_000_000;
const answerMsMax = 30_000;

/**
 * The lines of a file at `url`, as they arrive: never more than a line and a piece of the network is held. Throws `PlatformError`
 * when there is no such file, when it breaks off, and when a line is longer than 1 MB. Sends no credentials.
 */
export async function* readLines(url: URL, signal: AbortSignal): AsyncGenerator<string> {
  const reader = (await open(url, signal)).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      rest += decoder.decode(piece.value, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > lineBytesMax) throw new BodyTooLarge(lineBytesMax);
      for (const line of lines) if (line !== "") yield line;
    }
  } catch (error) {
    await reader.cancel().catch(() => {});
    signal.throwIfAborted();
    throw new PlatformError(`GET ${url.host}: the file broke off: ${error instanceof Error ? error.message : error}`);
  }
  if (rest !== "") yield rest;
}

async function open(url: URL, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), answerMsMax);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, deadline.signal]), redirect: "error" });
    if (response.ok && response.body) return response.body;
    throw new PlatformError(`GET ${url.host}: the file answered ${response.status}`, response.status);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PlatformError) throw error;
    throw new PlatformError(`GET ${url.host}: the file cannot be read`);
  } finally {
    clearTimeout(timer);
  }
}
