import { z } from "zod";

const environment = z.object({
  /** Where to listen; 0 takes any free port. */
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  /** The file that keeps the state; without it nothing is kept. */
  SANDBOX_STATE: z.string().min(1).optional(),
  /** Wait before a webhook's first retry. */
  SANDBOX_WEBHOOK_RETRY_MS: z.coerce.number().int().positive().default(2_000),
});

/** Reads the environment once. Throws a message that lists every problem. */
export function readConfig(from: NodeJS.ProcessEnv) {
  const parsed = environment.safeParse(from);
  if (!parsed.success) throw new Error(`the sandbox's environment is wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
