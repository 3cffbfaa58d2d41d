import { setTimeout as sleep } from "node:timers/promises";
import { garble } from "./garble.ts";
import type { Answer } from "./http/answer.ts";
import { json } from "./http/answer.ts";
import type { LoggedRequest } from "./request-log.ts";
import type { World } from "./world.ts";

/** Lets a request through, unless a fault strikes it. Null: cut the connection without an answer. */
export async function gate(
  world: World,
  logged: LoggedRequest,
  rateLimited: (retryAfterSeconds: number) => Answer,
  act: () => Answer,
): Promise<Answer | null> {
  const fault = world.faults.strikeRequest(logged.platform, logged.shop, logged.operation);
  if (!fault) return act();
  switch (fault.action) {
    case "rate_limit":
      return rateLimited(fault.retryAfterSeconds);
    case "server_error":
      return json(fault.status, { errors: "Internal Server Error" });
    case "slow":
      await sleep(fault.waitMs, undefined, { ref: false });
      return act();
    case "garble":
      return garble(fault.how, act(), fault.once);
    case "lose_before":
      await sleep(fault.waitMs, undefined, { ref: false });
      return null;
    case "lose_after":
      act();
      await sleep(fault.waitMs, undefined, { ref: false });
      return null;
  }
}
