import { expect, test } from "vitest";
import { cyclesIn } from "./cycles.ts";
import { brokenDoors } from "./doors.ts";
import { readSource, type SourceFile } from "./source.ts";

const source = readSource();

test("every import goes through a door that its room may use", () => {
  expect(source.length).toBeGreaterThan(50);
  expect(brokenDoors(source)).toEqual([]);
});

test("no files import each other in a ring", () => {
  expect(cyclesIn(source)).toEqual([]);
});

test("an import of a room that is closed names the doors that are open", () => {
  expect(brokenDoors([file("worker/src/main.ts", "@stockpool/api")])).toEqual([
    "worker/src/main.ts imports @stockpool/api: worker may go through @stockpool/prisma, @stockpool/stock, @stockpool/stock/jobs, @stockpool/channels",
  ]);
  expect(brokenDoors([file("channels/src/x.ts", "@stockpool/prisma")])).toEqual([
    "channels/src/x.ts imports @stockpool/prisma: channels may go through no door of ours",
  ]);
});

test("an import past a door is refused", () => {
  expect(brokenDoors([file("worker/src/main.ts", "@stockpool/stock/src/apply.ts")])[0]).toContain(
    "worker may go through",
  );
  expect(brokenDoors([file("api/src/main.ts", "@stockpool/channels")])[0]).toContain("@stockpool/channels/intake");
});

test("a path out of a room is refused with the name of the door", () => {
  expect(brokenDoors([file("worker/src/tasks/x.ts", "../../../stock/src/apply.ts")])).toEqual([
    "worker/src/tasks/x.ts imports ../../../stock/src/apply.ts: a path must not leave worker; the door is @stockpool/stock or @stockpool/stock/jobs",
  ]);
  expect(brokenDoors([file("web/src/x.ts", "../../api/src/main.ts")])[0]).toContain("web must not know api");
});

test("a platform that imports another is refused", () => {
  expect(brokenDoors([file("channels/src/bol/client.ts", "../shopify/client.ts")])[0]).toContain(
    "bol must not know shopify",
  );
  expect(brokenDoors([file("channels/src/bol/client.ts", "../http/client.ts")])).toEqual([]);
});

test("a package that a room must do without is refused", () => {
  expect(brokenDoors([file("channels/src/x.ts", "pg")])[0]).toContain("channels does without pg");
});

test("a ring of three files is found, whatever they import of each other", () => {
  const ring = [
    file("stock/src/a.ts", "./b.ts"),
    { path: "stock/src/b.ts", text: 'import type { C } from "./c.ts";' },
    { path: "stock/src/c.ts", text: 'export * from "./a.ts";' },
  ];
  expect(cyclesIn(ring)).toEqual(["stock/src/a.ts → stock/src/b.ts → stock/src/c.ts → stock/src/a.ts"]);
});

function file(path: string, imported: string): SourceFile {
  return { path, text: `import { x } from "${imported}";` };
}
