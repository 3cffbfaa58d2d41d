import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Command } from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { holdOf } from "../verbs/words.ts";
import { levelOf, makeGoods, makeWorld, orderOf, publishedOf, shortOf, type World } from "../world.ts";
import type { Plan } from "./reserve.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const hundred = (make: () => Command) => Array.from({ length: 100 }, make);

it("200 promises of 1 on 100 units, from two processes at once: 100 are kept, 100 refused", async () => {
  const mug = await makeGoods(world, 100);
  const plans = [1, 2].map(() => hundred(() => holdOf(world, mug, 1)));
  const ends = (await Promise.all(plans.map(inItsOwnProcess))).flat();
  expect(ends.filter((end) => end === "applied")).toHaveLength(100);
  expect(ends.filter((end) => end === "not_enough_available")).toHaveLength(100);
  expect(await levelOf(world, mug)).toEqual({ onHand: 100, reserved: 100, available: 0 });
  expect(await publishedOf(world, mug.onBol)).toBe(0);
});

it("200 sales of 1 on 100 units, from two processes at once: 100 are reserved, 100 short", async () => {
  const mug = await makeGoods(world, 100);
  const plans = [world.shopify, world.bol].map((channel, index) =>
    hundred(() => orderOf(channel, [{ platformId: (index ? mug.onBol : mug.onShopify).platformId, ordered: 1 }])),
  );
  const ends = (await Promise.all(plans.map(inItsOwnProcess))).flat();
  expect(ends.filter((end) => end === "applied")).toHaveLength(200);
  expect(await levelOf(world, mug)).toEqual({ onHand: 100, reserved: 100, available: 0 });
  expect(await shortOf(world, mug)).toBe(100);
});

async function inItsOwnProcess(commands: Command[]): Promise<string[]> {
  const args = [join(import.meta.dirname, "reserve.ts"), world.db.url, JSON.stringify({ commands } satisfies Plan)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const printed = text(child.stdout);
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  const { ends }: { ends: string[] } = JSON.parse(await printed);
  return ends;
}
