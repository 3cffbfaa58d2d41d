import type { IncomingMessage } from "node:http";

/** One request with its body read; what every handler takes. */
export interface Request {
  method: string;
  /** Path parts after the first slash, decoded. */
  path: string[];
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: string;
}

/** The largest body that is read; Shopify's and bol's own limits are lower. */
const bodyBytesMax = 64 * 1024 * 1024;

/** Reads a request whole. Throws when the body is larger than the limit. */
export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const url = new URL(incoming.url ?? "/", "http://sandbox");
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw new Error(`a body may have ${bodyBytesMax} bytes, got more`);
    chunks.push(chunk);
  }
  return {
    method: incoming.method ?? "GET",
    path: url.pathname.split("/").slice(1).map(decodeURIComponent),
    query: url.searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

/** A header's first value; "" when it is missing. */
export function header(request: Request, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? (value[0] ?? "") : (value ?? "");
}
