import * as z from "zod";
import { type Call, type Reply, refused, unanswered } from "./send.ts";

/** The reply's body as the contract says. Anything else (HTML, cut off, other fields) is trouble, never data. */
export function readJson<T>(call: Call, reply: Reply, schema: z.ZodType<T>): T {
  if (reply.status >= 400) throw refused(call, `answered ${reply.status}: ${reply.text}`, reply.status);
  return checkContract(call, reply.status === 204 ? undefined : parseJson(call, reply), schema);
}

/** A part of an answer as the contract says, or trouble that names what is wrong. */
export function checkContract<T>(call: Call, answer: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw broken(call, `answer is not the platform's contract: ${z.prettifyError(parsed.error)}`, null);
}

function parseJson(call: Call, reply: Reply): unknown {
  const type = reply.headers.get("content-type") ?? "nothing";
  if (!/\bjson\b/i.test(type))
    throw broken(call, `answered ${reply.status} with ${type} instead of JSON`, reply.status);
  try {
    return JSON.parse(reply.text);
  } catch {
    throw broken(call, `answered ${reply.status} with JSON that does not parse`, reply.status);
  }
}

/** A write that was answered with nonsense may have taken effect; a read that was is simply refused. */
function broken(call: Call, why: string, status: number | null): Error {
  return call.kind === "write" ? unanswered(call, why) : refused(call, why, status);
}
