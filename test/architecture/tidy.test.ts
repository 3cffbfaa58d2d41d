import { expect, test } from "vitest";
import { readSource, type SourceFile } from "./source.ts";
import { emptyFileNames, longFiles, longFunctions, silencedTests } from "./tidy.ts";

const source = readSource();

test("no file is longer than people read", () => {
  expect(longFiles(source)).toEqual([]);
  expect(longFiles([file("stock/src/long.ts", "\n".repeat(300).concat("x"))])).toHaveLength(1);
});

test("no function is longer than people hold in mind", () => {
  expect(longFunctions(source)).toEqual([]);
  expect(longFunctions([file("stock/src/long.ts", `function f() {${"\n".repeat(60)}}`)])).toHaveLength(1);
});

test("every file is named after what is in it", () => {
  expect(emptyFileNames(source)).toEqual([]);
  expect(
    emptyFileNames([file("stock/src/utils.ts"), file("api/src/types.ts"), file("stock/src/quantity.ts")]),
  ).toHaveLength(2);
});

test("no test is silenced", () => {
  expect(silencedTests(source.filter(({ path }) => !path.startsWith("test/architecture/")))).toEqual([]);
  expect(silencedTests([file("a.test.ts", "test.skip(x)"), file("b.test.ts", "it.concurrent.only(x)")])).toHaveLength(
    2,
  );
});

function file(path: string, text = ""): SourceFile {
  return { path, text };
}
