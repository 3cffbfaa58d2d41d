import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import * as documents from "../../../channels/src/shopify/documents.ts";

const specs = process.env.PLATFORM_SPECS_DIR;
if (!specs) console.warn("SKIPPED: Shopify's schema is not compared with, because PLATFORM_SPECS_DIR is not set");

describe.skipIf(!specs)("Shopify's Admin schema of 2026-10", () => {
  const text = specs ? readFileSync(join(specs, "shopify/admin-2026-10.graphql"), "utf8") : "type Query { none: Int }";
  const schema = buildSchema(text, { assumeValid: true });

  test.each(Object.entries(documents))("knows all that %s asks for", (_name, { document }) => {
    expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
  });

  test("would notice a field that it does not know", () => {
    expect(validate(schema, parse("{ shop { id stockpool } }"))).toHaveLength(1);
  });
});
