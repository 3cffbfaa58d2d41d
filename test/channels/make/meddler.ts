import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands between a connector and a platform and passes everything on, until it is told to answer something itself. */
export interface Meddler {
  url: string;
  /** The next request that is not for a token gets a page of HTML and goes no further. */
  answerHtmlNext(): void;
  stop(): Promise<void>;
}

/** Starts a meddler before the platform at `target`. */
export async function startMeddler(target: string): Promise<Meddler> {
  let isHtmlNext = false;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (isHtmlNext && !/token$/.test(request.url ?? "")) {
      isHtmlNext = false;
      response.writeHead(200, { "content-type": "text/html" }).end("<html>We will be back soon</html>");
      return;
    }
    try {
      const passed = await fetch(`${target}${request.url}`, {
        method: request.method ?? "GET",
        headers: ownHeaders(request.headers),
        body: chunks.length > 0 ? Buffer.concat(chunks) : null,
        redirect: "manual",
      });
      response.writeHead(passed.status, Object.fromEntries(passed.headers));
      response.end(Buffer.from(await passed.arrayBuffer()));
    } catch {
      // The platform cut the connection: so does the meddler.
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    answerHtmlNext: () => {
      isHtmlNext = true;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Headers that belong to the message, not to the connection. */
function ownHeaders(headers: NodeJS.Dict<string | string[]>): [string, string][] {
  const ofConnection = new Set(["host", "connection", "content-length", "transfer-encoding", "keep-alive"]);
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || ofConnection.has(name) ? [] : [[name, String(value)]],
  );
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === "string") throw new Error("meddler has no port");
  return address.port;
}
