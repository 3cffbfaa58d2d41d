import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deadLinks, readPages } from "./links.ts";

test("every link of a page leads somewhere", () => {
  expect(deadLinks(readPages())).toEqual([]);
});

test("a link to no file, or to no heading, is noticed", () => {
  const folder = mkdtempSync(join(tmpdir(), "stockpool-links-"));
  const page = join(folder, "page.md");
  writeFileSync(page, "# A heading\n\n[a](page.md#a-heading) [b](#a-heading) [c](page.md#another) [d](gone.md)\n");
  expect(deadLinks([page])).toHaveLength(2);
  rmSync(folder, { recursive: true });
});
