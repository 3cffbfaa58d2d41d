import { z } from "zod";
import { badInput } from "../bad-input.ts";

/** What a list gives when it is not told how much. */
export const pageSizeDefault = 50;

/** The most rows that one page may have. */
export const pageSizeMax = 250;

export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** What a cursor may be made of: a uuid, an instant as Postgres writes it (to the microsecond), or any text. */
export const cursorPart = {
  uuid: z.uuid(),
  instant: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/),
  text: z.string().max(1000),
};

/** How many rows the caller wants. */
export function pageSize({ first }: PageArgs): number {
  const size = first ?? pageSizeDefault;
  if (size < 1 || size > pageSizeMax) throw badInput(`first must be 1–${pageSizeMax}, got ${size}`);
  return size;
}

/** Names the place of a row in its list, by the values that the list is sorted by. */
export function encodeCursor(values: string[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/** The sort values to continue after; null at the start of the list. */
export function decodeCursor<Values extends string[]>({ after }: PageArgs, parts: z.ZodType<Values>): Values | null {
  if (after === null || after === undefined) return null;
  const values = parts.safeParse(parseJson(Buffer.from(after, "base64url").toString()));
  if (!values.success)
    throw badInput(`after must be a cursor of this list, got ${JSON.stringify(after.slice(0, 100))}`);
  return values.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
