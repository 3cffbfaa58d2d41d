import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a page of promises names wrongly: rows that no test holds, and tests whose title stands in no such file. */
export function unheldPromises(page: string): string[] {
  const rows = readFileSync(page, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (-|promise )/.test(line));
  return rows.flatMap((row) => {
    const [promise = "", , tests = ""] = row
      .slice(2, -2)
      .split(" | ")
      .map((cell) => cell.trim());
    const named = tests.split("<br>").flatMap((link) => testOf(link) ?? []);
    if (named.length === 0) return [`"${promise}" names no test`];
    return named.flatMap(({ title, path }) => (isThere(join(dirname(page), path), title) ? [] : [`${path}: ${title}`]));
  });
}

function testOf(link: string): { title: string; path: string } | null {
  const [, title, path] = /^\[(.+)\]\((\S+\.test\.ts)\)$/.exec(link) ?? [];
  return title && path ? { title, path } : null;
}

function isThere(file: string, title: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8").includes(`"${title}"`);
}
