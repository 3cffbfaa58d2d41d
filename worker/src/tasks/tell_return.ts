import { readUntoldReturn, recordReturnTelling } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { isLive, readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { nextLook, type Telling, tell } from "../look-again.ts";
import { queueJob } from "../queue-job.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";

const callMsMax = 60_000;

/** Tells a platform what came of a return. Trouble of the platform's is left to the clock, which finds it still untold. */
export function tellReturnTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { returnId, pending } = jobs.tell_return.parse(payload);
    const untold = await readUntoldReturn(hub.pool, returnId);
    const channel = untold && (await readChannel(hub.pool, untold.channelId));
    if (!untold || !channel || !isLive(channel, new Date())) return;
    const connector = hub.connectorOf(channel);
    const signal = AbortSignal.any([abortSignal, AbortSignal.timeout(callMsMax)]);
    const { platformReturnId, received } = untold;
    const answer = { platformReturnId, received, ...(pending?.reference && { reference: pending.reference }) };
    try {
      // A platform that takes no answers knows all that it wants to know.
      const telling: Telling = await tell(
        async () => (await connector.answerReturn?.(answer, signal)) ?? { kind: "told" },
      );
      if (telling.kind === "told" || telling.kind === "refused") {
        await recordReturnTelling(hub.pool, returnId, telling, new Date());
      }
      const next = nextLook(telling, pending);
      const queueing = { key: `return:${returnId}`, queue: `returns:${channel.id}` };
      const again = { returnId, ...(next?.pending && { pending: next.pending }) };
      if (next) await queueJob(hub.pool, "tell_return", again, { ...queueing, runAt: next.runAt });
      hub.logger.info({ channel: channel.code, returnId, ...telling }, "return told");
    } catch (error) {
      if (!isPlatformTrouble(error)) throw error;
      hub.logger.error({ channel: channel.code, returnId, trouble: describeTrouble(error) }, "telling failed");
    }
  };
}
