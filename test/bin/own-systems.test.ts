import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Api, createApi } from "@stockpool/api";
import { freePort } from "@stockpool/prisma/embedded";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openOwnSystems } from "../../bin/demo/own-systems.ts";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";

const admin = { email: "anna@example.com", password: randomBytes(12).toString("base64url") };
let database: FreshDatabase;
let api: Api;
let apiUrl: string;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
  const port = await freePort(0);
  apiUrl = `http://127.0.0.1:${port}`;
  const options = { databaseUrl: database.url, databaseReadUrl: null, apiUrl, webUrl: apiUrl };
  const [authSecret, stockpoolSecret] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];
  const all = { ...options, authSecret, stockpoolSecret, firstAdmin: admin, allowHttp: true };
  api = await createApi(all, pino({ level: "silent" }));
  await api.listen(port);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "own-systems-"));
  return () => rm(folder, { recursive: true });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** The demo's opening; nobody needs a sandbox before the key is known. */
const open = () => openOwnSystems({ apiUrl, sandboxUrl: "http://127.0.0.1:9", ...admin, folder });
const keys = async () => (await database.pool.query("select from apikey")).rows.length;

test("a kept file that cannot be read is told, and no new key takes its place", async () => {
  await mkdir(join(folder, "own-systems.json"));
  const before = await keys();
  await expect(open()).rejects.toThrow(`${join(folder, "own-systems.json")} cannot be read`);
  expect(await keys()).toBe(before);
});

test("a kept file that holds something else is told, and stays as it is", async () => {
  await writeFile(join(folder, "own-systems.json"), "half of a fi");
  await expect(open()).rejects.toThrow("is not what an earlier start kept there");
  expect(await readdir(folder)).toEqual(["own-systems.json"]);
});

test("the first start has no file and makes a key, which is kept", async () => {
  const before = await keys();
  // The hub of this test has no locations, so the opening ends after that.
  await expect(open()).rejects.toThrow();
  expect(await keys()).toBe(before + 1);
  expect(await readdir(folder)).toEqual(["own-systems.json"]);
});
