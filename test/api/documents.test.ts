import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const schema = buildSchema(readFileSync(join(root, "api/schema.graphql"), "utf8"));
const pages = ["README.md", ...globSync("docs/**/*.md", { cwd: root })];

/** Every operation that a page shows: in a fence, in a line, or as what curl sends. */
function operationsOf(page: string): string[] {
  const text = readFileSync(join(root, page), "utf8");
  const fenced = [...text.matchAll(/^```graphql\n(.*?)^```/gms)];
  const inLines = [...text.matchAll(/`((?:query|mutation|subscription)\b[^`]*\{[^`]*\})`/g)];
  const sent = [...text.matchAll(/"query":("(?:[^"\\]|\\.)*")/g)].map(([, json = ""]) => String(JSON.parse(json)));
  return [...[...fenced, ...inLines].map(([, operation = ""]) => operation), ...sent];
}

test.each(pages.filter((page) => operationsOf(page).length > 0))("what %s asks for, the API has", (page) => {
  for (const operation of operationsOf(page)) {
    expect(
      validate(schema, parse(operation)).map(({ message }) => message),
      operation,
    ).toEqual([]);
  }
});

test("the pages about the API show operations", () => {
  expect(operationsOf("docs/api.md").length).toBeGreaterThanOrEqual(15);
  expect(operationsOf("docs/platforms/own-systems.md")).toHaveLength(10);
});
