import { OutcomeUnknown, PlatformError, RateLimited } from "@stockpool/channels";
import { storable } from "@stockpool/stock";

const lengthMax = 500;

/** What went wrong, short enough for a table and without anything secret: connectors keep secrets out of their messages. */
export function describeTrouble(error: unknown): string {
  // It may repeat what a platform answered.
  const text = storable(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`;
}

/** Whether the platform, and not the hub, is the cause; also where it took longer than the hub waits for a piece of work. */
export function isPlatformTrouble(error: unknown): boolean {
  if (error instanceof DOMException) return error.name === "TimeoutError";
  return error instanceof PlatformError || error instanceof OutcomeUnknown || error instanceof RateLimited;
}
