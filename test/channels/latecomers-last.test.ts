import type { PlatformOrder } from "@stockpool/channels";
import fc from "fast-check";
import { expect, test } from "vitest";
import { latecomersLast } from "../../channels/src/latecomers-last.ts";

/** Listed up to moment 1,000; those that are late changed again after the list was made. */
const found = fc.record({ listedAt: fc.nat(1_000), changedAt: fc.option(fc.integer({ min: 1_001, max: 2_000 })) });

test("wherever a pull breaks off, nothing that changed before the newest order it gave is missing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(found, { maxLength: 120 }), fc.integer({ min: 1, max: 40 }), async (all, pageSize) => {
      const listed = all.toSorted((one, other) => one.listedAt - other.listedAt);
      const orders = listed.map(({ listedAt, changedAt }, index) => order(index, changedAt ?? listedAt));
      const isLate = ({ platformOrderId }: PlatformOrder) => listed[Number(platformOrderId)]?.changedAt !== null;
      const given: PlatformOrder[] = [];
      for await (const page of latecomersLast(inPages(orders, pageSize), isLate)) {
        given.push(...page);
        const newest = Math.max(...given.map(({ updatedAt }) => updatedAt.getTime()));
        const missing = orders.filter((one) => !given.includes(one));
        // What changed at the very same moment is read again: the next pull begins at it.
        for (const { updatedAt } of missing) expect(updatedAt.getTime()).toBeGreaterThanOrEqual(newest);
      }
      expect(new Set(given)).toEqual(new Set(orders));
    }),
  );
});

function order(number: number, updatedAt: number): PlatformOrder {
  const at = new Date(updatedAt);
  const platformOrderId = String(number);
  return {
    platformOrderId,
    name: "#1",
    placedAt: at,
    updatedAt: at,
    country: null,
    fulfilledBy: "merchant",
    lines: [],
  };
}

async function* inPages(orders: PlatformOrder[], size: number): AsyncGenerator<PlatformOrder[]> {
  for (let from = 0; from < orders.length; from += size) yield orders.slice(from, from + size);
}
