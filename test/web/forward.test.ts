import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { forward } from "../../web/src/server/forward.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const servers: Server[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function api(answer: Answer): Promise<void> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  vi.stubEnv("API_URL", `http://127.0.0.1:${address.port}`);
}

test("a request reaches the API with its path, cookie and body, and tells from where it came", async () => {
  await api((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { cookie, "x-forwarded-host": host } = request.headers;
      const body = Buffer.concat(chunks).toString();
      response.end(JSON.stringify({ method: request.method, url: request.url, cookie, host, body }));
    });
  });
  const answer = await forward(
    new Request("http://panel.test/api/graphql?x=1", {
      method: "POST",
      headers: { cookie: "session=1", host: "panel.test" },
      body: "query",
    }),
  );
  const expected = { method: "POST", url: "/api/graphql?x=1", cookie: "session=1", host: "panel.test", body: "query" };
  expect(await answer.json()).toEqual(expected);
});

test("every cookie that the API sets arrives", async () => {
  await api((_, response) => response.writeHead(200, { "set-cookie": ["a=1; Path=/", "b=2; Path=/"] }).end());
  const answer = await forward(new Request("http://panel.test/api/auth/sign-in/email", { method: "POST" }));
  expect(answer.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2; Path=/"]);
});

test("a stream arrives piece by piece, and ends at the API when the browser leaves", async () => {
  const left = Promise.withResolvers<void>();
  await api((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write("event: next\n\n");
    response.once("close", left.resolve);
  });
  const browser = new AbortController();
  const answer = await forward(new Request("http://panel.test/api/graphql", { signal: browser.signal }));
  const reader = answer.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  expect(new TextDecoder().decode(value)).toBe("event: next\n\n");
  browser.abort();
  await left.promise;
});

test("while the API is away the answer says so", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  vi.stubEnv("API_URL", "http://127.0.0.1:1");
  const answer = await forward(new Request("http://panel.test/api/graphql"));
  expect(answer.status).toBe(502);
  expect(await answer.json()).toEqual({ errors: [{ message: "the API did not answer" }] });
  expect(logged).toHaveBeenCalledOnce();
});

test("a live stream that the API breaks off just ends", async () => {
  await api((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write("event: next\n\n");
    setImmediate(() => response.destroy());
  });
  const answer = await forward(new Request("http://panel.test/api/graphql"));
  expect(await answer.text()).toBe("event: next\n\n");
});

test("an answer that the API breaks off is an error", async () => {
  await api((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).write('{"data":');
    setImmediate(() => response.destroy());
  });
  const answer = await forward(new Request("http://panel.test/api/graphql"));
  await expect(answer.text()).rejects.toThrow();
});
