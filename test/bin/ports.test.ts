import { freePort } from "@stockpool/prisma/embedded";
import { expect, test } from "vitest";
import { holdPort } from "../../bin/start/ports.ts";

test("a port that is held is free for nobody else, until it is let go", async () => {
  const port = await freePort(0);
  const letGo = await holdPort(port);
  expect(await freePort(port)).not.toBe(port);
  await letGo();
  expect(await freePort(port)).toBe(port);
});
