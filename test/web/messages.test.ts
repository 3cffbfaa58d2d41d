import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const path = (locale: string) => new URL(`../../web/src/messages/${locale}.json`, import.meta.url);

async function read(locale: string): Promise<Map<string, string>> {
  const messages: unknown = JSON.parse(await readFile(path(locale), "utf8"));
  return new Map(leaves("", messages));
}

function leaves(name: string, value: unknown): [string, string][] {
  if (typeof value === "string") return [[name, value]];
  if (typeof value !== "object" || value === null) throw new Error(`${name} is neither a text nor a group of texts`);
  return Object.entries(value).flatMap(([key, inner]) => leaves(name ? `${name}.${key}` : key, inner));
}

/** What a message asks for: {name}, and <tag>. */
function wants(message: string): string[] {
  const found = message.matchAll(/\{(?<value>\w+)|<(?<tag>\w+)>/g);
  return [...new Set([...found].map(({ groups }) => groups?.value ?? `<${groups?.tag}>`))]
    .filter((name) => !/^\d+$/.test(name))
    .sort();
}

test("English and Dutch have the same messages", async () => {
  const [en, nl] = [await read("en"), await read("nl")];
  expect([...nl.keys()].sort()).toEqual([...en.keys()].sort());
});

test("no message is empty", async () => {
  for (const locale of ["en", "nl"]) {
    const empty = [...(await read(locale))].filter(([, message]) => message.trim() === "").map(([name]) => name);
    expect(empty).toEqual([]);
  }
});

test("a message uses the same values in both languages", async () => {
  const [en, nl] = [await read("en"), await read("nl")];
  const plurals = /plural/;
  for (const [name, message] of en) {
    const other = nl.get(name) ?? "";
    expect(plurals.test(other), name).toBe(plurals.test(message));
    if (!plurals.test(message)) expect(wants(other), name).toEqual(wants(message));
  }
});
