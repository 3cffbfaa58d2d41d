import fc from "fast-check";
import { type ChannelName, channelNames, countries, type PlaceName, placeNames } from "./shop.ts";

/** Commands about what is to come, what is kept, and what goods go through; in names, with what the sender knew. */
export type KeptAct =
  | Exclude<KeptStep, Naming | { verb: "hold" | "extend_hold" | "restock" | "reroute" }>
  | (Extract<KeptStep, { verb: "reroute" }> & { isOrderKnown: boolean; promiseId: number | null })
  | (Extract<KeptStep, Naming> & { isKnown: boolean })
  | (Extract<KeptStep, { verb: "restock" }> & { isOrderKnown: boolean; isLineKnown: boolean })
  | (Extract<KeptStep, { verb: "hold" }> & { expiresAt: number })
  | (Extract<KeptStep, { verb: "extend_hold" }> & { isKnown: boolean; expiresAt: number });

type Naming = { verb: "arrive" | "cancel_expectation" | "change_expectation" | "release_hold" };

/** The same before anything is looked up. `of` is the key of the act that made the thing. */
export type KeptStep =
  | Each<"expect" | "transfer_out" | "quarantine" | "unquarantine", There & { quantity: number }>
  | Each<"write_off", There & { quantity: number; from: Part }>
  | Each<"count", There & { counted: number; onHandSeen?: number }>
  | Each<"arrive", { of: string; received: number; lost: number }>
  | Each<"change_expectation", { of: string; quantity: number }>
  | Each<"cancel_expectation" | "release_hold", { of: string }>
  | Each<"hold", { product: string; channel: ChannelName; country: string | null; quantity: number; minutes: number }>
  | Each<"extend_hold", { of: string; minutes: number }>
  | Each<"reroute", { order: string; line: string; which: number; to: PlaceName; quantity?: number }>
  | Each<"restock", { order: string; line: string; place: PlaceName; quantity: number; into: Part }>;

type Each<Verb extends string, Rest> = Verb extends string ? { verb: Verb; key: string } & Rest : never;
type There = { product: string; place: PlaceName };
type Part = "sellable" | "unavailable";

const units = (max: number) => fc.integer({ min: 0, max });
const place = fc.constantFrom(...placeNames);
const plain = fc.constantFrom("mug", "mug", "mug", "tea", "tea", "box", "gift");
const part = fc.constantFrom("sellable" as const, "unavailable" as const);
const minutes = fc.integer({ min: -1, max: 30 });

/** Keys of what can be named later: so few that it often is. */
export const makerKey = fc.integer({ min: 0, max: 9 }).map((number) => `key ${number}`);

/** Any of them; `lines` are those that orders of the scenario may have. */
export function keptStep(key: fc.Arbitrary<string>, lines: { order: string; line: string }[]): fc.Arbitrary<KeptStep> {
  const verb = <Verb extends string>(...names: Verb[]) => fc.constantFrom(...names);
  const there = { key, product: plain, place };
  const restocked = fc
    .record({ verb: verb("restock"), key, place, quantity: units(2), into: part })
    .chain((one) => fc.constantFrom(...(lines.length > 0 ? lines : noLines)).map((line) => ({ ...one, ...line })));
  const rerouted = fc
    .record(
      { verb: verb("reroute"), key, which: units(3), to: place, quantity: units(3) },
      { requiredKeys: ["verb", "key", "which", "to"] },
    )
    .chain((one) => fc.constantFrom(...(lines.length > 0 ? lines : noLines)).map((line) => ({ ...one, ...line })));
  return fc.oneof(
    fc.record({ verb: verb("expect", "transfer_out"), ...there, key: makerKey, quantity: units(6) }),
    fc.record({ verb: verb("quarantine", "unquarantine"), ...there, quantity: units(6) }),
    fc.record({ verb: verb("write_off"), ...there, quantity: units(3), from: part }),
    fc.record(
      { verb: verb("count"), ...there, counted: units(9), onHandSeen: units(9) },
      { requiredKeys: ["verb", "key", "product", "place", "counted"] },
    ),
    fc.record({ verb: verb("arrive"), key, of: makerKey, received: units(4), lost: fc.constantFrom(0, 0, 1) }),
    fc.record({ verb: verb("change_expectation"), key, of: makerKey, quantity: units(8) }),
    fc.record({ verb: verb("cancel_expectation", "release_hold"), key, of: makerKey }),
    fc.record({
      ...{
        verb: verb("hold"),
        key: makerKey,
        product: fc.constantFrom("mug", "mug", "tea", "gift", "hamper"),
        minutes,
      },
      ...{ channel: fc.constantFrom(...channelNames), country: fc.constantFrom(...countries), quantity: units(4) },
    }),
    fc.record({ verb: verb("extend_hold"), key, of: makerKey, minutes }),
    restocked,
    rerouted,
  );
}

const noLines = [{ order: "no order", line: "one" }];
