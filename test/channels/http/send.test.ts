import type { ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import * as z from "zod";
import { readJson } from "../../../channels/src/http/json.ts";
import { type Call, send } from "../../../channels/src/http/send.ts";
import { OutcomeUnknown, PlatformError, RateLimited } from "../../../channels/src/trouble.ts";
import { type AnsweringServer, answeringServer } from "../make/answering-server.ts";

let server: AnsweringServer | null = null;

afterEach(() => server?.stop());

async function ask(answer: (response: ServerResponse, number: number) => void, call: Partial<Call> = {}) {
  server = await answeringServer(answer);
  const whole: Call = { method: "GET", url: server.url, headers: {}, kind: "read", secrets: [], ...call };
  const reply = await send(whole, new AbortController().signal);
  return readJson(whole, reply, z.object({ ok: z.boolean() }));
}

const ok = (response: ServerResponse) => response.setHeader("content-type", "application/json").end('{"ok":true}');
const write = { method: "POST", kind: "write", body: "{}" } as const;

test("a read is asked again until the platform is back", async () => {
  const answer = (response: ServerResponse, number: number) =>
    number < 3 ? response.writeHead(503).end() : ok(response);
  expect(await ask(answer)).toEqual({ ok: true });
});

test("a read is asked three times and no more", async () => {
  await expect(ask((response) => response.writeHead(502).end("bad gateway"))).rejects.toThrow(PlatformError);
  expect(server?.requests).toHaveLength(3);
});

test.each([500, 502, 503, 504])(
  "a write that is answered with %i is sent once and its outcome is unknown",
  async (status) => {
    await expect(ask((response) => response.writeHead(status).end(), write)).rejects.toThrow(OutcomeUnknown);
    expect(server?.requests).toHaveLength(1);
  },
);

test("a write whose answer never comes is unknown", async () => {
  await expect(ask(() => {}, { ...write, timeoutMs: 50 })).rejects.toThrow(OutcomeUnknown);
  expect(server?.requests).toHaveLength(1);
});

test("a write whose connection is cut is unknown", async () => {
  await expect(ask((response) => response.destroy(), write)).rejects.toThrow(OutcomeUnknown);
});

test("a write that is abandoned on the way is unknown", async () => {
  const giveUp = new AbortController();
  server = await answeringServer(() => giveUp.abort());
  const call: Call = { ...write, url: server.url, headers: {}, secrets: [] };
  await expect(send(call, giveUp.signal)).rejects.toThrow(OutcomeUnknown);
});

test("a call that was abandoned before is never sent", async () => {
  server = await answeringServer(ok);
  const call: Call = { ...write, url: server.url, headers: {}, secrets: [] };
  await expect(send(call, AbortSignal.abort(new Error("stopping")))).rejects.toThrow("stopping");
  expect(server.requests).toEqual([]);
});

test("a write to a host that cannot be reached never happened", async () => {
  const gone = await answeringServer(ok);
  await gone.stop();
  const call: Call = { ...write, url: gone.url, headers: {}, secrets: [] };
  await expect(send(call, new AbortController().signal)).rejects.toThrow(/not reached: ECONNREFUSED/);
});

test.each([
  ["2.0", 2_000],
  ["0.25", 250],
  ["30", 30_000],
])("429 with Retry-After %s asks for %i ms", async (seconds, ms) => {
  const limited = ask((response) => response.writeHead(429, { "retry-after": seconds }).end());
  await expect(limited).rejects.toEqual(new RateLimited(ms));
  expect(server?.requests).toHaveLength(1);
});

test("HTML instead of JSON is no data", async () => {
  const page = (response: ServerResponse) => response.setHeader("content-type", "text/html").end("<h1>Welcome</h1>");
  await expect(ask(page)).rejects.toThrow(/text\/html instead of JSON/);
});

test("HTML as the answer to a write leaves its outcome unknown", async () => {
  const page = (response: ServerResponse) => response.setHeader("content-type", "text/html").end("<h1>Welcome</h1>");
  await expect(ask(page, write)).rejects.toThrow(OutcomeUnknown);
});

test("a body that is cut short is no data", async () => {
  const cut = (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.write('{"ok":tr', () => response.destroy());
  };
  await expect(ask(cut)).rejects.toThrow(PlatformError);
});

test("a body that never ends is left", async () => {
  const flood = (response: ServerResponse) => {
    response.setHeader("content-type", "application/json");
    const chunk = "x".repeat(1_000_000);
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once("drain", pour);
    };
    pour();
  };
  await expect(ask(flood)).rejects.toThrow(/longer than 20000000 bytes/);
});

test("an answer that is not the contract names what is wrong", async () => {
  const other = (response: ServerResponse) => response.setHeader("content-type", "application/json").end('{"ok":1}');
  await expect(ask(other)).rejects.toThrow(/not the platform's contract.*ok/);
});

test("a redirect is refused, so no token follows it", async () => {
  const away = (response: ServerResponse) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
  await expect(ask(away)).rejects.toThrow(/redirect 302 refused/);
});

test("a platform that repeats a secret does not get it into an error", async () => {
  const echo = (response: ServerResponse) => response.writeHead(400).end("bad token tok-123 of tok-123");
  const asked = ask(echo, { secrets: ["tok-123"] });
  await expect(asked).rejects.toThrow(/bad token \[secret\] of \[secret\]/);
});
