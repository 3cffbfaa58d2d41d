import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@stockpool/prisma/embedded";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Child, type ChildPlan } from "../../bin/start/child.ts";

/** How long a process may stand still while it starts; three times as often as it reports. */
const stillMs = 1_500;

let folder: string;
const children: Child[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stockpool-child-"));
});

afterEach(async () => {
  for (const child of children.splice(0)) await child.stop();
  await rm(folder, { recursive: true });
});

test("a process is started once it says that it is ready", async () => {
  const child = await makeChild("console.log('getting there'); console.log('ready'); setInterval(() => {}, 1000);");
  await child.start();
  expect(child.log.tail()).toEqual(["getting there", "ready"]);
});

test("a process is ready when its address answers, even if only later", async () => {
  const port = await freePort(0);
  const listen = `require("node:http").createServer((q, a) => a.end()).listen(${port}, "127.0.0.1")`;
  const child = await makeChild(`setTimeout(() => ${listen}, 200)`, { url: `http://127.0.0.1:${port}/` });
  await child.start();
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
});

test("a process that ends before it is ready fails the start with its last words", async () => {
  const child = await makeChild("console.error('DATABASE_URL is missing'); process.exit(3);");
  await expect(child.start()).rejects.toThrow(/worker ended with 3 before it was ready:\n {2}DATABASE_URL is missing/);
});

test("a process that works on its start is waited for, however long it takes", async () => {
  const child = await makeChild(
    `const begin = Date.now();
    const work = setInterval(() => {
      for (const until = Date.now() + 60; Date.now() < until; );
      if (Date.now() < begin + ${3 * stillMs}) return;
      clearInterval(work);
      console.log("ready");
      setInterval(() => {}, 1000);
    }, 100);`,
  );
  await child.start();
  expect(child.log.tail()).toEqual(["ready"]);
});

test("a process that neither works nor writes is given up, with what it was waited for", async () => {
  const child = await makeChild("console.log('waits'); setInterval(() => {}, 1000);");
  await expect(child.start()).rejects.toThrow(/worker did nothing for 1.5 s and is not ready.*\n {2}waits\n/);
  expect(child.waitsFor).toBe('waiting for its line with "^ready$"; it last wrote: waits');
});

test("a process that crashes starts again by itself", async () => {
  const child = await makeChild(onceOnly("process.exit(1)"));
  await child.start();
  await vi.waitFor(() => expect(child.log.tail().filter((line) => line === "ready")).toHaveLength(2), 10_000);
});

test("a stopped process does not start again", async () => {
  const child = await makeChild("console.log('ready'); setInterval(() => {}, 1000);");
  await child.start();
  await child.stop();
  await child.stop();
  expect(child.log.tail()).toEqual(["ready"]);
});

test("a process ends when the one that started it is killed", async () => {
  const pidFile = join(folder, "pid");
  const source = `fs.writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); console.log('ready'); setInterval(() => {}, 1000);`;
  await writeFile(join(folder, "worker.cjs"), `const fs = require("node:fs");\n${source}`);
  const parent = spawn(process.execPath, ["--input-type=module", "-e", parentSource()], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(parent.stdout, "data");
  const pid = Number(await readFile(pidFile, "utf8"));
  parent.kill("SIGKILL");
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), 10_000);
});

async function makeChild(source: string, ready: ChildPlan["ready"] = { line: /^ready$/ }): Promise<Child> {
  const file = join(folder, "worker.cjs");
  await writeFile(file, source);
  const child = new Child({ name: "worker", args: [file], env: {}, ready }, folder, stillMs);
  children.push(child);
  return child;
}

/** A program that is ready and then does something the first time only. */
function onceOnly(what: string): string {
  const mark = JSON.stringify(join(folder, "mark"));
  return `const fs = require("node:fs"); console.log("ready");
    if (fs.existsSync(${mark})) setInterval(() => {}, 1000);
    else { fs.writeFileSync(${mark}, ""); setTimeout(() => ${what}, 50); }`;
}

function parentSource(): string {
  const module = JSON.stringify(join(import.meta.dirname, "../../bin/start/child.ts"));
  const plan = JSON.stringify({ name: "worker", args: [join(folder, "worker.cjs")], env: {} });
  return `const { Child } = await import(${module});
    await new Child({ ...${plan}, ready: { line: /^ready$/ } }, ${JSON.stringify(folder)}).start();
    console.log("started");`;
}
