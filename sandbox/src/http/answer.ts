import type { ServerResponse } from "node:http";
import { nowMs } from "../clock.ts";

/** What a handler wants sent; a null body sends none. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  /** The connection breaks off before the last half of the body. */
  isCut?: true;
}

/** An answer of JSON. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** Writes an answer to the wire. */
export function send(response: ServerResponse, answer: Answer): void {
  const { status, headers, body, isCut = false } = answer;
  response.setHeader("date", new Date(nowMs()).toUTCString());
  if (isCut && body !== null) sendHalf(response, status, headers, body);
  else response.writeHead(status, headers).end(body ?? undefined);
}

function sendHalf(
  response: ServerResponse,
  status: number,
  headers: Answer["headers"],
  body: string | Uint8Array,
): void {
  response.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(body)) });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}
