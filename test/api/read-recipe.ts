import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { ApiWorld } from "./world.ts";

/** One call of curl in a recipe. */
export interface Call {
  path: string;
  body: string;
  /** How the caller proves who it is. */
  by: "nobody" | "cookie" | "key";
  /** The answer is a stream of events. */
  isStream: boolean;
}

/** The calls of a recipe of a page in docs/, in order. */
export function recipe(page: string, title: string): Call[] {
  const text = readFileSync(join(import.meta.dirname, "../../docs", page), "utf8");
  const section = text.split(/^## /m).find((one) => one.startsWith(`Recipe: ${title}`)) ?? "";
  const calls = [...section.matchAll(/^```sh\ncurl (.*?)"\$HUB(\/[^"]+)"(.*?)-d '([^']*)'\n```$/gms)];
  expect(calls.length).toBe(section.split("```sh").length - 1);
  return calls.map(([, before = "", path = "", headers = "", body = ""]) => {
    const by = headers.includes("x-api-key: $KEY") ? "key" : before.includes("-b ") ? "cookie" : "nobody";
    return { path, body, by, isStream: headers.includes("accept: text/event-stream") };
  });
}

/** Sends calls as curl would, with the words in capitals filled in. */
export function caller(world: Pick<ApiWorld, "send" | "cookie">, words: Map<string, string>) {
  return async (call: Call | undefined): Promise<Response> => {
    if (!call) throw new Error("the recipe has fewer calls than its test");
    const body = [...words].reduce((text, [word, value]) => text.replaceAll(`"${word}"`, `"${value}"`), call.body);
    const proof = { nobody: {}, cookie: { cookie: world.cookie }, key: { "x-api-key": words.get("KEY") ?? "" } };
    const accept = call.isStream ? { accept: "text/event-stream" } : {};
    const headers = { "content-type": "application/json", ...accept, ...proof[call.by] };
    return world.send(call.path, { method: "POST", headers, body });
  };
}
