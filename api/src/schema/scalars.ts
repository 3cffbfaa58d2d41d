import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { DateTimeResolver, JSONResolver } from "graphql-scalars";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";

/** A time that the database can keep: its calendar has no year 0. */
const dateTime = new GraphQLScalarType<Date, Date>({
  ...DateTimeResolver.toConfig(),
  parseValue: (value) => inCalendar(DateTimeResolver.parseValue(value)),
  parseLiteral: (node, variables) => inCalendar(DateTimeResolver.parseLiteral(node, variables)),
});

builder.addScalarType("DateTime", dateTime);
builder.addScalarType("JSON", JSONResolver);

/**
 * Units in an input. GraphQL's own Int answers numbers beyond 32 bits with words about "32-bit signed integers"; this one
 * lets every whole number through, so that the writer refuses it by name and limit.
 */
const quantity = new GraphQLScalarType<number, number>({
  name: "Quantity",
  description:
    "Whole units in an input. Every whole number can be written; one that stock cannot take is refused with `quantity_out_of_range`.",
  serialize: parseQuantity,
  parseValue: parseQuantity,
  parseLiteral: (node) => parseQuantity(node.kind === Kind.INT ? Number(node.value) : describe(node)),
});

builder.addScalarType("Quantity", quantity);

function parseQuantity(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw new GraphQLError(`a quantity must be a whole number of units, got ${String(value).slice(0, 40)}`, {
    extensions: { code: "QUANTITY_OUT_OF_RANGE" },
  });
}

function describe(node: { kind: Kind; value?: unknown }): string {
  return "value" in node ? String(node.value) : node.kind;
}

function inCalendar(time: Date): Date {
  if (time.getUTCFullYear() >= 1) return time;
  throw badInput(`a time must be in the year 1 or later, got ${time.toISOString()}`);
}
