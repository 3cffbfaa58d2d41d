import { z } from "zod";
import type { OwnSettings, OwnSystem } from "./system.ts";

const answerMs = 15_000;
const tries = 2;

const reply = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/**
 * Asks the hub for one field. A question without an answer is put once more: every act carries its key, so that nothing happens
 * twice. Throws with the hub's own message.
 */
export async function askHub<T>(
  system: OwnSystem,
  field: string,
  query: string,
  variables: object,
  schema: z.ZodType<T>,
): Promise<T> {
  const { data, errors } = reply.parse(await post(system.settings, JSON.stringify({ query, variables }), tries));
  if (errors?.[0]) throw new Error(errors[0].message);
  return schema.parse(data?.[field]);
}

async function post(settings: OwnSettings, body: string, triesLeft: number): Promise<unknown> {
  try {
    const response = await fetch(settings.graphqlUrl, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": settings.apiKey },
      body,
      signal: AbortSignal.timeout(answerMs),
    });
    if (response.status >= 500) throw new NoAnswer(`it answered with ${response.status}`);
    return await response.json();
  } catch (error) {
    if (triesLeft > 1) return post(settings, body, triesLeft - 1);
    throw error instanceof NoAnswer ? error : new NoAnswer(error instanceof Error ? error.message : String(error));
  }
}

/** The hub did not say what it did. */
class NoAnswer extends Error {
  constructor(why: string) {
    super(`The hub does not answer (${why}). Try again: nothing is done twice.`);
  }
}
