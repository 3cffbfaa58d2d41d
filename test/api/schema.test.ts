import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isEnumType, isInterfaceType, isObjectType, isSpecifiedScalarType } from "graphql";
import { expect, test } from "vitest";
import { schemaText } from "../../api/src/print-schema.ts";
import { schema } from "../../api/src/schema/index.ts";

test("the committed contract is what the code says", () => {
  const committed = readFileSync(join(import.meta.dirname, "../../api/schema.graphql"), "utf8");
  expect(committed, "run: npx node api/src/print-schema.ts").toBe(schemaText());
});

const ours = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type),
);

test("every type and every field says what it is", () => {
  const silent = ours.flatMap((type) => {
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const withoutWords = fields.filter((field) => !field.description).map((field) => `${type.name}.${field.name}`);
    return [...(type.description ? [] : [type.name]), ...withoutWords];
  });
  expect(silent.filter((name) => !wrapped.test(name))).toEqual([]);
});

/** What the relay plugin writes round a page. */
const wrapped = /(Connection|ConnectionEdge|PageInfo)\./;

test("every argument says what it is", () => {
  const silent = ours
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) =>
        field.args.filter((arg) => !arg.description).map((arg) => `${type.name}.${field.name}(${arg.name})`),
      ),
    );
  expect(silent.filter((name) => !/^Query\.nodes?\(/.test(name))).toEqual([]);
});

test("what only the server may know can be given, and is never answered", () => {
  const answered = ours.filter(isObjectType).flatMap((type) => Object.keys(type.getFields()));
  expect(answered.filter((name) => /credential|password|sealed|fingerprint/i.test(name))).toEqual([]);
  expect(ours.filter(isEnumType).length).toBeGreaterThan(0);
});
