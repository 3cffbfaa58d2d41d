import { GraphQLError } from "graphql";

export interface ConnectionArguments {
  first?: number | null;
  after?: string | null;
}

/** Pages are at most this long in every connection [shopify.dev, usage limits]. */
const firstMax = 250;

/**
 * One page of a list, in the shape of a Relay connection. The cursor is the last row's key, and paging goes on after that key
 * in list order, so that a row which left the list meanwhile costs no other row its place.
 */
export function connection<Row, View>(
  rows: Row[],
  args: ConnectionArguments,
  keyOf: (row: Row) => string[],
  viewOf: (row: Row) => View,
) {
  const first = args.first ?? null;
  if (first === null)
    throw new GraphQLError("you must provide one of first or last", { extensions: { code: "BAD_REQUEST" } });
  if (first < 0 || first > firstMax) throw new GraphQLError(`first must be 0–${firstMax}, got ${first}`);
  const start = args.after ? startAfter(rows, args.after, keyOf) : 0;
  const page = rows.slice(start, start + first);
  const cursorOf = (row: Row) => Buffer.from(JSON.stringify(keyOf(row))).toString("base64url");
  const [head, last] = [page[0], page.at(-1)];
  return {
    nodes: () => page.map(viewOf),
    edges: () => page.map((row) => ({ cursor: cursorOf(row), node: viewOf(row) })),
    pageInfo: {
      hasNextPage: start + first < rows.length,
      hasPreviousPage: start > 0,
      startCursor: head === undefined ? null : cursorOf(head),
      endCursor: last === undefined ? null : cursorOf(last),
    },
  };
}

function startAfter<Row>(rows: Row[], cursor: string, keyOf: (row: Row) => string[]): number {
  const after = readCursor(cursor);
  const exact = rows.findIndex((row) => compareKeys(keyOf(row), after) === 0);
  if (exact >= 0) return exact + 1;
  const later = rows.findIndex((row) => compareKeys(keyOf(row), after) > 0);
  return later < 0 ? rows.length : later;
}

function readCursor(cursor: string): string[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(parsed)) return parsed.map(String);
  } catch {
    // Falls through to the one message for every unreadable cursor.
  }
  throw new GraphQLError(`Invalid cursor for current pagination sort: ${cursor}`);
}

/** Orders keys part by part; numbers by their size, whatever their length. */
export function compareKeys(left: string[], right: string[]): number {
  for (const [index, part] of left.entries()) {
    const other = right[index] ?? "";
    const isNumber = /^\d+$/.test(part) && /^\d+$/.test(other);
    if (isNumber && part.length !== other.length) return part.length - other.length;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
