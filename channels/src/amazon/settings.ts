import * as z from "zod";
import type { AmazonCredentials } from "../credentials.ts";
import { requireAddress } from "../http/address.ts";
import type { QueueAccess } from "./queue.ts";

/** Settings of an Amazon channel; none is needed. */
export const amazonSettings = z.strictObject({
  /** Where tokens are asked for, when not at Amazon's own address. */
  loginUrl: z.string().optional(),
  /** Multiplies the documented budgets. */
  rateFactor: z.number().positive().max(1_000).default(1),
  /** From so many listings on they are read by report: at 100 a second, asking for each takes longer than a report does. */
  reportFrom: z.int().min(1).default(20_000),
});

/** The queue that the credentials name, with its addresses checked; null when they name none. */
export function queueOf({ queue }: AmazonCredentials, allowHttp: boolean): QueueAccess | null {
  if (!queue) return null;
  const { url, region, accessKeyId, secretAccessKey } = queue;
  const address = requireAddress("queue url of amazon", url, allowHttp);
  if (address.pathname.endsWith(".fifo")) {
    throw new Error(
      "queue of amazon must be a standard one: to a FIFO queue Amazon sends nothing, and does not say so",
    );
  }
  const endpoint = requireAddress("queue endpoint of amazon", queue.endpoint ?? `${address.origin}/`, allowHttp);
  const found = region ?? /^sqs\.([a-z0-9-]+)\.amazonaws\.com$/.exec(address.hostname)?.[1];
  if (!found) throw new Error(`queue region of amazon must be given: ${address.hostname} does not name it`);
  return { url, endpoint, region: found, accessKeyId, secretAccessKey };
}
