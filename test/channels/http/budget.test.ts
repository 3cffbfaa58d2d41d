import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "../../../channels/src/http/budget.ts";
import { RateLimited } from "../../../channels/src/trouble.ts";

const signal = new AbortController().signal;

test("no stretch of the limit's length ever sees more calls than it allows", async () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), gaps, async (max, steps) => {
      let now = 0;
      const limited = budget({ max, perMs: 1_000 }, () => now);
      const taken: number[] = [];
      for (const step of steps) {
        now += step;
        const isTaken = await limited.take(signal, 0).then(
          () => true,
          () => false,
        );
        if (isTaken) taken.push(now);
      }
      for (const [index, at] of taken.entries()) {
        const earlier = taken[index - max];
        if (earlier !== undefined) expect(at - earlier).toBeGreaterThanOrEqual(1_000);
      }
    }),
  );
});

test("a caller that may not wait learns when to come back, and takes no place", async () => {
  let now = 0;
  const limited = budget({ max: 1, perMs: 1_000 }, () => now);
  await limited.take(signal, 0);
  now = 300;
  await expect(limited.take(signal, 0)).rejects.toEqual(new RateLimited(700));
  await expect(limited.take(signal, 0)).rejects.toEqual(new RateLimited(700));
  now = 1_000;
  await limited.take(signal, 0);
});
