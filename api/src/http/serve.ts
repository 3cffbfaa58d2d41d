import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Logger } from "pino";
import { clientAddress, clientAddressHeader } from "./client-address.ts";

export type Fetch = (request: Request) => Promise<Response>;

/** A client that takes longer to send its request is cut off. */
const requestTimeoutMs = 30_000;

/** Running requests get so long when the server closes. */
const closeWithinMs = 5_000;

const sweepEveryMs = 50;

export interface WebServer {
  /** Opens a port; 0 takes a free one. */
  listen(port: number, host: string): Promise<{ port: number }>;
  /** Cuts off live streams, so that their readers come back to another process, and lets running requests finish. */
  close(): Promise<void>;
}

/** Makes an HTTP server of a fetch function. Answers are streamed: a slow reader holds its own stream back, and a reader that leaves ends it. */
export function makeWebServer(fetch: Fetch, baseUrl: string, log: Logger): WebServer {
  const streams = new Set<ServerResponse>();
  const server = createServer({ requestTimeout: requestTimeoutMs }, (incoming, outgoing) => {
    outgoing.once("close", () => streams.delete(outgoing));
    answer(fetch, baseUrl, incoming, outgoing, streams).catch((error: unknown) => {
      if (!outgoing.closed && !outgoing.destroyed) log.error({ err: error, path: incoming.url }, "no answer was given");
      outgoing.destroy();
    });
  });
  return {
    listen: (port, host) => listen(server, port, host),
    close: async () => {
      if (!server.listening) return;
      for (const stream of streams) stream.destroy();
      await closeServer(server);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve({ port: portOf(server) }));
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}

async function closeServer(server: Server): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), closeWithinMs);
  // A connection that is kept alive becomes idle only when its last answer has been sent.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepEveryMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(force);
  clearInterval(sweep);
}

async function answer(
  fetch: Fetch,
  baseUrl: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  streams: Set<ServerResponse>,
): Promise<void> {
  const left = new AbortController();
  outgoing.once("close", () => left.abort());
  const path = incoming.url ?? "/";
  if (!path.startsWith("/")) {
    outgoing.writeHead(400).end();
    return;
  }
  const request = toRequest(incoming, new URL(`${new URL(baseUrl).origin}${path}`), left.signal);
  const response = await fetch(request);
  outgoing.writeHead(response.status, headersOf(response));
  if (response.body === null) {
    outgoing.end();
    return;
  }
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) streams.add(outgoing);
  outgoing.flushHeaders();
  await pipeline(nodeStream(response.body), outgoing);
}

function toRequest(incoming: IncomingMessage, url: URL, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const forwardedFor = headers.get("x-forwarded-for") ?? undefined;
  headers.set(clientAddressHeader, clientAddress(incoming.socket.remoteAddress ?? "", forwardedFor));
  const method = incoming.method ?? "GET";
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers, signal });
  // `duplex` is needed by Node to send a body as a stream; the DOM's declaration does not know it.
  const streamed = { method, headers, signal, body: webStream(incoming), duplex: "half" };
  return new Request(url, streamed);
}

function headersOf(response: Response): Record<string, string | string[]> {
  const cookies = response.headers.getSetCookie();
  return { ...Object.fromEntries(response.headers), ...(cookies.length > 0 && { "set-cookie": cookies }) };
}

// Node and the DOM each declare the one class ReadableStream, and differently; at run time there is only Node's.
function nodeStream(stream: NonNullable<Response["body"]>): Readable {
  return Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]);
}

function webStream(stream: IncomingMessage): NonNullable<Response["body"]> {
  return Readable.toWeb(stream) as NonNullable<Response["body"]>;
}
