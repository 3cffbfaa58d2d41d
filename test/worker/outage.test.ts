import { StateMoved } from "@stockpool/stock";
import { expect, test } from "vitest";
import { isDatabaseOutage } from "../../worker/src/outage.ts";

test("products that moved while they were locked are no message's fault, a wrong message is", () => {
  expect(isDatabaseOutage(new StateMoved("product 1 came into the batch"))).toBe(true);
  expect(isDatabaseOutage(new Error("unreadable"))).toBe(false);
});
