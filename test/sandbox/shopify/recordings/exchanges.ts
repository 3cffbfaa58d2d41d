import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../make/json.ts";

/** Where the published contracts and the recordings are; without it nothing can be compared. */
const specs = process.env.PLATFORM_SPECS_DIR;
const folder = join(specs ?? "", "shopify", "captures");

/** The names of all recordings. */
export const recordings = specs ? readdirSync(folder).map((file) => file.replace(/\.json$/, "")) : [];

/** One recording, as it stands in its file. */
export function readRecording(name: string): Json {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
}

/** Shopify's published Admin schema. */
export function readSchema(): string {
  return readFileSync(join(specs ?? "", "shopify", "admin-2026-10.graphql"), "utf8");
}

/** What the recorded store was asked once, and answered. */
export interface Exchange {
  /** Where it stands in its recording: "cases.validMultiGroup". */
  place: string;
  /** What was asked; null where only the answer was kept. */
  document: string | null;
  variables: Json;
  answer: { data?: Json; errors?: Json; extensions?: Json };
}

/** Every exchange of a recording: those of the parts that are named first, then the others in the order of the file. */
export function exchangesOf(recording: Json, partsFirst: string[] = []): Exchange[] {
  const { query, document = query, variables } = recording;
  const all = Object.entries<Json>(recording).flatMap(([part, value]) => {
    const outer = part === "mutation" ? { document, variables } : {};
    return walk({ ...outer, ...asObject(value) }, part);
  });
  const rank = ({ place }: Exchange) => {
    const index = partsFirst.findIndex((part) => place.startsWith(part));
    return index < 0 ? partsFirst.length : index;
  };
  return all.toSorted((one, other) => rank(one) - rank(other));
}

function asObject(value: Json): Json {
  return typeof value === "object" && value !== null ? value : {};
}

/** What is said of an exchange itself, and holds no other. */
const ownFields = new Set(["data", "errors", "extensions", "query", "document", "variables", "response", "request"]);

function walk(value: Json, place: string): Exchange[] {
  const { query, document = query ?? null, variables = {} } = value;
  const answer = answerOf(value);
  const own = answer === null ? [] : [{ place, document, variables, answer }];
  const parts = Object.entries<Json>(value)
    .filter(([name]) => answer === null || !ownFields.has(name))
    .map(([name, part]) => ({ name, exchanges: walk(asObject(part), `${place}.${name}`) }));
  const [before, after] = [true, false].map((isSetup) => parts.filter(({ name }) => (name === "setup") === isSetup));
  const inner = (some: typeof parts = []) => some.flatMap(({ exchanges }) => exchanges);
  return answer === null ? parts.flatMap(({ exchanges }) => exchanges) : [...inner(before), ...own, ...inner(after)];
}

function answerOf({ response, data, errors, extensions }: Json): Exchange["answer"] | null {
  if (response) return response.payload ?? response.body ?? response;
  return data && extensions ? { data, extensions, ...(errors && { errors }) } : null;
}
