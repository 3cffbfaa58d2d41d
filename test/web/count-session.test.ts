import { describe, expect, test } from "vitest";
import {
  booked,
  type CountSession,
  choose,
  keepOpen,
  scan,
  send,
  setCounted,
  settle,
} from "../../web/src/app/(panel)/counts/count-session.ts";
import { isScanned } from "../../web/src/app/(panel)/counts/scanned.ts";

const empty: CountSession = {
  ...{ version: 1, locationId: "here", locationName: "Here", isBlind: false, addsOne: true },
  ...{ lines: [], codes: [], known: {}, touched: 0, sending: null },
};

const mug = { productId: "mug", sku: "MUG", title: "Mug", seen: 10, isBundle: false, packSize: 1 };

const units = ({ lines }: CountSession) => Object.fromEntries(lines.map((line) => [line.sku, line.counted]));

describe("a count", () => {
  test("a scan is kept until the hub was asked, and counted from then on without asking", () => {
    const waiting = scan(scan(empty, "111", 0), "111", 5);
    expect(waiting.codes).toEqual([{ code: "111", times: 2, why: "waiting", since: 0 }]);
    const known = settle(waiting, "111", mug, 10);
    expect(known.codes).toEqual([]);
    expect(units(scan(known, "111", 20))).toEqual({ MUG: 3 });
  });

  test("the code of a case counts as all its units, beside the product's own", () => {
    const one = settle(scan(empty, "111", 0), "111", mug, 0);
    const both = settle(scan(one, "666", 0), "666", { ...mug, packSize: 6 }, 0);
    expect(units(scan(both, "666", 0))).toEqual({ MUG: 13 });
  });

  test("the snapshot is what the hub showed first; a later look does not change it", () => {
    const first = settle(scan(empty, "111", 0), "111", mug, 0);
    const second = settle(scan(first, "222", 0), "222", { ...mug, seen: 8 }, 0);
    expect(second.lines).toMatchObject([{ seen: 10, counted: 2, isLate: false }]);
  });

  test("what the hub could be asked only later is marked", () => {
    expect(settle(scan(empty, "111", 0), "111", mug, 60_000).lines).toMatchObject([{ isLate: true }]);
  });

  test("an unknown code and a bundle stay exceptions; scanned again they are asked again", () => {
    const unknown = keepOpen(scan(empty, "999", 0), "999", "unknown");
    expect(unknown.codes).toMatchObject([{ why: "unknown", times: 1 }]);
    expect(scan(unknown, "999", 50).codes).toEqual([{ code: "999", times: 2, why: "waiting", since: 50 }]);
    expect(settle(scan(empty, "111", 0), "111", { ...mug, isBundle: true }, 0)).toMatchObject({
      codes: [{ code: "111", why: "bundle" }],
      lines: [],
    });
  });

  test("where numbers are typed, a scan only takes the product in hand", () => {
    const typed = { ...empty, addsOne: false };
    const asked = settle(scan(typed, "111", 0), "111", mug, 0);
    expect(units(asked)).toEqual({ MUG: null });
    expect(units(scan(setCounted(asked, "mug", 24), "111", 1))).toEqual({ MUG: 24 });
  });

  test("only what was counted and chosen is sent, and only that is gone when it is booked", () => {
    const cup = { ...mug, productId: "cup", sku: "CUP" };
    const counted = setCounted(choose(settle(scan(empty, "111", 0), "111", mug, 0), cup), "cup", 4);
    const sent = send(
      choose(counted, { ...mug, productId: "pot", sku: "POT" }),
      "key",
      new Set(["cup", "pot"]),
      "note",
    );
    expect(sent.sending).toEqual({
      ...{ key: "key", note: "note" },
      lines: [{ productId: "cup", counted: 4, onHandSeen: 10 }],
    });
    expect(units(booked(sent))).toEqual({ MUG: 1, POT: null });
  });
});

describe("a text in the field for a number", () => {
  test("is a code when it is no number, too long for one, or typed faster than a hand does", () => {
    expect(isScanned("MUG-1", 4_000)).toBe(true);
    expect(isScanned("2900000101593", 4_000)).toBe(true);
    expect(isScanned("1234", 30)).toBe(true);
    expect(isScanned("1234", 600)).toBe(false);
    expect(isScanned("24", 5)).toBe(false);
  });
});
