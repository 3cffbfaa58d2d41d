import { describe, expect, test } from "vitest";
import type { Broken } from "../../bin/simulate/broken.ts";
import { play } from "../../bin/simulate/play.ts";

const worlds = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

describe("guaranteed", () => {
  test("nothing is sold twice, whatever is lost, late, doubled or dies, and every exposure covers what is real", {
    timeout: 120_000,
  }, () => {
    const failures = worlds(1, 100)
      .map((seed) => play(seed, "guaranteed"))
      .filter(({ oversold, breach }) => oversold > 0 || breach !== null);
    expect(failures).toEqual([]);
  });

  test("nearly all of the stock is sold where there are buyers", { timeout: 120_000 }, () => {
    const played = worlds(1, 30).map((seed) => play(seed, "guaranteed"));
    const [sold, stock] = [played, played].map((all, index) => sum(all, index === 0 ? "sold" : "stock"));
    expect(sold).toBeGreaterThan(0.9 * (stock ?? 0));
  });

  test("a seed is the same world every time", () => {
    expect(worlds(1, 5).map((seed) => play(seed, "guaranteed"))).toEqual(
      worlds(1, 5).map((seed) => play(seed, "guaranteed")),
    );
  });
});

describe("the simulation notices a rule that is left out", () => {
  // It takes a world in which the rule is needed: some are rare, so each case says where to look.
  const cases: [Broken, number, number][] = [
    ["skips_the_poll", 1, 40],
    ["takes_lost_as_confirmed", 240, 120],
    ["ignores_the_old_value", 1, 200],
  ];

  test.each(cases)("%s: units are oversold", { timeout: 120_000 }, (broken, from, count) => {
    expect(
      sum(
        worlds(from, count).map((seed) => play(seed, "guaranteed", broken)),
        "oversold",
      ),
    ).toBeGreaterThan(0);
  });
});

test("shared stock is sold twice now and then, less often with a buffer", { timeout: 120_000 }, () => {
  const oversold = (mode: "shared" | "buffered") =>
    sum(
      worlds(1, 100).map((seed) => play(seed, mode)),
      "oversold",
    );
  const [shared, buffered] = [oversold("shared"), oversold("buffered")];
  expect(shared).toBeGreaterThan(buffered);
  expect(buffered).toBeGreaterThan(0);
});

function sum(played: { oversold: number; sold: number; stock: number }[], what: "oversold" | "sold" | "stock"): number {
  return played.reduce((total, one) => total + one[what], 0);
}
