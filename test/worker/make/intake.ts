import { createServer, type IncomingMessage } from "node:http";
import type pg from "pg";
import { intakeChannels } from "../../../api/src/intake/channels.ts";
import { takeWebhook } from "../../../api/src/intake/take-webhook.ts";

/** The hub's intake of webhooks alone, on a free port. */
export interface Intake {
  url: string;
  stop(): Promise<void>;
}

/** Starts the intake on the database of `pool`. */
export async function startIntake(pool: pg.Pool, secret: string): Promise<Intake> {
  const channels = intakeChannels(pool, secret);
  const server = createServer(async (incoming, response) => {
    const request = await asRequest(incoming);
    const code = new URL(request.url).pathname.split("/").at(-1) ?? "";
    const answer = await takeWebhook(request, code, { pool, channels });
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the intake has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function asRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  const method = incoming.method ?? "GET";
  const body = method === "GET" ? null : Buffer.concat(chunks);
  return new Request(new URL(incoming.url ?? "/", "http://intake"), { method, headers, body });
}
