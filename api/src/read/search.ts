import { badInput } from "../bad-input.ts";

const searchMax = 200;

/** What a person typed, trimmed; null when there is nothing to look for. */
export function parseSearch(search: string | null | undefined): string | null {
  const trimmed = (search ?? "").trim();
  if (trimmed.length > searchMax)
    throw badInput(`search must be at most ${searchMax} characters, got ${trimmed.length}`);
  return trimmed === "" ? null : trimmed;
}

/** A pattern for SQL's `like` that finds the text anywhere; `%` and `_` in it mean themselves. */
export function containing(search: string | null): string | null {
  return search === null ? null : `%${search.replace(/[\\%_]/g, "\\$&")}%`;
}
