import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { unheldPromises } from "./promises.ts";
import { root } from "./source.ts";

test("every promise names tests that are there", () => {
  expect(unheldPromises(join(root, "docs/promises.md"))).toEqual([]);
});

test("a promise without a test, and a test that is gone, are noticed", () => {
  const folder = mkdtempSync(join(tmpdir(), "stockpool-promises-"));
  const page = join(folder, "page.md");
  writeFileSync(join(folder, "a.test.ts"), 'test("stays [as it is]", () => {});\n');
  const rows = [
    "[stays [as it is]](a.test.ts)<br>[was renamed](a.test.ts)",
    "[a.ts](a.ts)",
    "[stays [as it is]](b.test.ts)",
  ];
  const table = ["| promise | kept in | held by |", "| --- | --- | --- |", ...rows.map((row) => `| P | a | ${row} |`)];
  writeFileSync(page, table.join("\n"));
  expect(unheldPromises(page)).toEqual(["a.test.ts: was renamed", '"P" names no test', "b.test.ts: stays [as it is]"]);
  rmSync(folder, { recursive: true });
});
