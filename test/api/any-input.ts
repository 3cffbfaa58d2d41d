import type { GraphQLArgument, GraphQLInputType } from "graphql";
import { isEnumType, isInputObjectType, isListType, isNonNullType } from "graphql";

/** Values for one kind of argument after another, sound and hostile ones in turn: `round` chooses. */
export interface AnyInput {
  /** Ids by what the argument's name says that it is of; `other` for all the rest. */
  ids: { channel: string; location: string; listing: string; product: string; other: string[] };
  sku: string;
}

/** The arguments of one call: all that are required, and in each round some of the others. */
export function anyArguments(known: AnyInput, args: readonly GraphQLArgument[], round: number) {
  return args.filter((one) => isGiven(one, round)).map((one) => ({ ...one, value: anyValue(known, one, round) }));
}

function isGiven({ type, name }: { type: GraphQLInputType; name: string }, round: number): boolean {
  return isNonNullType(type) || (round + name.length) % 2 === 0;
}

function anyValue(known: AnyInput, { type, name }: { type: GraphQLInputType; name: string }, round: number): unknown {
  if (isNonNullType(type)) return anyValue(known, { type: type.ofType, name }, round);
  if (isListType(type)) {
    const one = { type: type.ofType, name };
    return Array.from({ length: round % 3 }, () => anyValue(known, one, round));
  }
  if (isEnumType(type)) return inTurn(type.getValues(), round)?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isGiven(field, round));
    return Object.fromEntries(fields.map((field) => [field.name, anyValue(known, field, round + field.name.length)]));
  }
  return anyScalar(known, type.name, name, round);
}

function anyScalar({ ids, sku }: AnyInput, type: string, name: string, round: number): unknown {
  const half = "\u03a9".repeat(300);
  const words = [sku, "", "x".repeat(5_000), half, "NL", "https://platform.example", "%' or 1=1 --", "a\u0000b"];
  const times = ["2026-11-27T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "0000-01-01T00:00:00Z"];
  switch (type) {
    case "ID":
      return inTurn([idOf(ids, name), ...ids.other], round);
    case "Int":
    case "Quantity":
      return inTurn([1, 0, -1, 2_147_483_647, 7], round);
    case "Float":
      return inTurn([1.5, -1, 1e308, 0.001, 101], round);
    case "Boolean":
      return round % 2 === 0;
    case "DateTime":
      return inTurn(times, round);
    case "JSON":
      return inTurn([{}, { a: [1] }, [], "x"], round);
    default:
      return /key/i.test(name) ? `key of round ${round} for ${name}` : inTurn(words, round);
  }
}

function idOf(ids: AnyInput["ids"], name: string): string | undefined {
  const what = (["channel", "location", "listing", "product"] as const).find((one) => name.toLowerCase().includes(one));
  return what ? ids[what] : ids.other[0];
}

function inTurn<Value>(values: readonly Value[], round: number): Value | undefined {
  return values[round % values.length];
}
