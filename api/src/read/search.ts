import { badInput } from "../bad-input.ts";

const searchMax = 200;
/** More words than this are looked for as one text: a query grows with every word. */
const wordsMax = 8;

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

/** A pattern for each word of a search, so that words are found in any order and with others between them. */
export function containingEach(search: string | null): string[] {
  const words = (search ?? "").split(/\s+/).filter((word) => word !== "");
  return (words.length > wordsMax ? [search] : words).flatMap((word) => containing(word ?? null) ?? []);
}
