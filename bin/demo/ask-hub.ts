import { z } from "zod";

/** The hub's API, for somebody who has signed in. */
export interface Asking {
  ask<T>(query: string, variables: object, schema: z.ZodType<T>): Promise<T>;
}

const answerMs = 30_000;
const reply = z.object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() });

/** Signs in as a person. Throws with the hub's own message. */
export async function signIn(apiUrl: string, email: string, password: string): Promise<Asking> {
  const headers = { "content-type": "application/json", origin: apiUrl };
  const signal = () => AbortSignal.timeout(answerMs);
  const body = JSON.stringify({ email, password });
  const answer = await fetch(`${apiUrl}/api/auth/sign-in/email`, { method: "POST", headers, body, signal: signal() });
  if (!answer.ok) throw new Error(`signing in as ${email} was answered with ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  return {
    async ask(query, variables, schema) {
      const response = await fetch(`${apiUrl}/api/graphql`, {
        ...{ method: "POST", headers: { ...headers, cookie }, signal: signal() },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = reply.parse(await response.json());
      if (errors?.[0]) throw new Error(errors[0].message);
      return schema.parse(data);
    },
  };
}
