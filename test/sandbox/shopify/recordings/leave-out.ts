import { parse, print, visit } from "graphql";
import type { Json } from "../../make/json.ts";

/** A document without these fields. */
export function withoutFields(document: string, names: ReadonlySet<string>): string {
  return print(visit(parse(document), { Field: ({ name }) => (names.has(name.value) ? null : undefined) }));
}

/** An answer without these fields. */
export function withoutValues(value: Json, names: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((one) => withoutValues(one, names));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries<Json>(value).filter(([name]) => !names.has(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutValues(inner, names)]));
}

/** What must be the same in every store: no times, no lines of documents, no points that are left, no order of made-up ids. */
export function comparable({ data, errors }: Json): Json {
  const told = (errors ?? []).map(({ locations: _, ...error }: Json) => error);
  const text = JSON.stringify({ data, ...(errors && { errors: told }) }, (_name, value) =>
    typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value) ? "some time" : value,
  );
  return JSON.parse(text.replaceAll(/\[\d+(?:, \d+)+\]/g, (list) => `[${list.slice(1, -1).split(", ").toSorted()}]`));
}
