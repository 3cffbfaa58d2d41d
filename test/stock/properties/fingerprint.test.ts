import type { Adjust, Command, Receive } from "@stockpool/stock";
import { fingerprintOf } from "@stockpool/stock/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

type Keyed = Extract<Command, { key: string }>;

const act = { key: fc.string(), actor: fc.string(), reason: fc.string() };
const place = { productId: fc.uuid(), locationId: fc.uuid() };
const line = fc.record({ orderLineId: fc.uuid(), quantity: fc.nat() });

const receive: fc.Arbitrary<Receive> = fc.record({
  verb: fc.constant("receive"),
  ...act,
  ...place,
  quantity: fc.nat(),
});
const adjust: fc.Arbitrary<Adjust> = fc.record({
  verb: fc.constant("adjust"),
  ...act,
  ...place,
  change: fc.record({ kind: fc.constant("to"), onHand: fc.nat(), expected: fc.nat() }),
});
const ship: fc.Arbitrary<Keyed> = fc.record({
  ...{ verb: fc.constant("ship"), ...act, orderId: fc.uuid(), lines: fc.array(line) },
  ...{ carrier: fc.string(), tracking: fc.string() },
});
const anyCommand: fc.Arbitrary<Keyed> = fc.oneof(receive, adjust, ship);

/** The same value with the fields of every object in another order for every `salt`. Only their order differs: the type stays. */
function shuffled<T>(value: T, salt: number): T {
  return reordered(value, salt) as T;
}

function reordered(value: unknown, salt: number): unknown {
  if (Array.isArray(value)) return value.map((one) => reordered(one, salt));
  if (typeof value !== "object" || value === null) return value;
  const rank = (name: string) => (name.charCodeAt(0) * 31 + name.length * 17) * (1 + (salt % 97));
  const fields = Object.entries(value).map(([name, field]): [string, unknown] => [name, reordered(field, salt)]);
  return Object.fromEntries(fields.sort(([a], [b]) => (rank(a) % 101) - (rank(b) % 101)));
}

describe("the fingerprint of a command", () => {
  it("does not depend on the order of its fields", () => {
    fc.assert(
      fc.property(anyCommand, fc.nat(), (command, salt) => {
        expect(fingerprintOf(shuffled(command, salt))).toBe(fingerprintOf(command));
      }),
    );
  });

  it("is the same whoever sends it, under whatever key, with whatever note", () => {
    fc.assert(
      fc.property(anyCommand, fc.string(), (command, text) => {
        expect(fingerprintOf({ ...command, actor: text, key: text, note: text })).toBe(fingerprintOf(command));
      }),
    );
  });

  it("changes with every change of content", () => {
    fc.assert(
      fc.property(receive, fc.nat(), fc.uuid(), (command, quantity, id) => {
        fc.pre(quantity !== command.quantity && id !== command.productId && id !== command.locationId);
        const other = [
          { ...command, quantity },
          { ...command, productId: id },
          { ...command, locationId: id },
        ];
        const prints = [command, ...other, { ...command, reason: `${command.reason}!` }].map(fingerprintOf);
        expect(new Set(prints).size).toBe(prints.length);
      }),
    );
  });

  it("tells two lines from one, and their order", () => {
    const lines = [
      { orderLineId: "a", quantity: 1 },
      { orderLineId: "b", quantity: 2 },
    ];
    const parcel = { verb: "ship", key: "k", actor: "a", reason: "r", orderId: "o", lines } as const;
    const prints = [parcel, { ...parcel, lines: lines.slice(0, 1) }, { ...parcel, lines: lines.toReversed() }];
    expect(new Set(prints.map(fingerprintOf)).size).toBe(3);
  });
});
