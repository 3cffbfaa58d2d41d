import { jobs } from "@stockpool/stock/jobs";
import { expect, test } from "vitest";
import { crontab } from "../../worker/src/crontab.ts";

const lines = crontab
  .trim()
  .split("\n")
  .map((line) => line.split(" "));

function timeOf(job: string): string[] {
  return lines.find((line) => line.at(-1) === job)?.slice(0, -1) ?? [];
}

test("the clock queues only jobs that there are, each in one way", () => {
  const named = lines.map((line) => line.at(-1) ?? "");
  expect(named.filter((job) => !(job in jobs))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
  expect(lines.every((line) => line.length === 6)).toBe(true);
});

test("the audit and the measuring of velocity run every night, once", () => {
  for (const job of ["audit_pool", "recompute_velocity"]) {
    const [minute, hour, ...days] = timeOf(job);
    expect([Number(minute) < 60, Number(hour) < 6, days]).toEqual([true, true, ["*", "*", "*"]]);
  }
});

test("polls, holds, flash sales and reconciling are looked after every minute", () => {
  for (const job of ["poll_channels", "expire_holds", "end_flash_sales", "reconcile_channels"]) {
    expect(timeOf(job).join(" ")).toBe("* * * * *");
  }
});
