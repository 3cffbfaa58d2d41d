import type * as z from "zod";
import type { BolClient } from "./client.ts";
import { processStatusReply } from "./replies.ts";

export type ProcessStatus = z.infer<typeof processStatusReply>;

/** How far bol is with a request that it took before; null when it has forgotten it. */
export async function readProcess(
  client: BolClient,
  processStatusId: string,
  signal: AbortSignal,
): Promise<ProcessStatus | null> {
  const path = `/shared/process-status/${encodeURIComponent(processStatusId)}`;
  return client.read({ endpoint: "readProcessStatus", method: "GET", path }, processStatusReply, signal);
}
