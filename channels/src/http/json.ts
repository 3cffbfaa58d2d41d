import * as z from "zod";
import { type Call, type Reply, refused, unanswered } from "./send.ts";

/** The reply's body as the contract says. Anything else (HTML, cut off, other fields) is trouble, never data. */
export function readJson<T>(call: Call, reply: Reply, schema: z.ZodType<T>): T {
  if (reply.status >= 400) throw refused(call, `answered ${reply.status}: ${reply.text}`, reply.status);
  const parsed = schema.safeParse(parseJson(call, reply));
  if (parsed.success) return parsed.data;
  throw broken(call, reply, `answer is not the platform's contract: ${z.prettifyError(parsed.error)}`);
}

function parseJson(call: Call, reply: Reply): unknown {
  const type = reply.headers.get("content-type") ?? "nothing";
  if (!/\bjson\b/i.test(type)) throw broken(call, reply, `answered ${reply.status} with ${type} instead of JSON`);
  try {
    return JSON.parse(reply.text);
  } catch {
    throw broken(call, reply, `answered ${reply.status} with JSON that does not parse`);
  }
}

/** A write that was answered with nonsense may have taken effect; a read that was is simply refused. */
function broken(call: Call, reply: Reply, why: string): Error {
  return call.kind === "write" ? unanswered(call, why) : refused(call, why, reply.status);
}
