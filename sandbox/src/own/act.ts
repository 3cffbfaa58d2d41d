import type { z } from "zod";
import { askHub } from "./ask-hub.ts";
import type { OwnSystem } from "./system.ts";

/** What came of a wish, in words for the screen. */
export interface Answered {
  isDone: boolean;
  text: string;
}

/** Why the hub did not do something. */
export interface Refusal {
  code: string;
  message: string;
}

/** A mutation as the hub's schema names it, and what is wanted back of it. */
export interface Mutation<T> {
  name: string;
  input: string;
  fields: string;
  reply: z.ZodType<T | Refusal>;
}

/** Asks the hub to do one thing; what it refuses is an answer, too. `input` holds the key that names the act. */
export function actOnHub<T>(
  system: OwnSystem,
  { name, input: type, fields, reply }: Mutation<T>,
  input: { key: string; reason: string; [field: string]: unknown },
): Promise<T | Refusal> {
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} ... on Refusal { code message } } }`;
  return askHub(system, name, query, { input }, reply);
}
