import { createServer, type IncomingHttpHeaders } from "node:http";

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A place that webhooks are sent to. */
export interface Receiver {
  url: string;
  /** Resolves when as many messages have come. */
  received(count: number): Promise<Received[]>;
  close(): Promise<void>;
}

/** Listens for webhooks; `statusOf` says what the n-th message (from 0) is answered with. */
export async function startReceiver(statusOf: (index: number) => number = () => 200): Promise<Receiver> {
  const all: Received[] = [];
  let waiting: { count: number; resolve: (messages: Received[]) => void }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    all.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(statusOf(all.length - 1)).end();
    for (const { count, resolve } of waiting) if (all.length >= count) resolve([...all]);
    waiting = waiting.filter(({ count }) => all.length < count);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received: (count) =>
      new Promise((resolve) => {
        if (all.length >= count) resolve([...all]);
        else waiting.push({ count, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
