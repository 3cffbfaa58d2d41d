import { adoptOpening } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";

/** Books the opening stock that a person adopted from a reading. A product opens once, so a repeated run changes nothing. */
export function adoptOpeningTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { readingId } = jobs.adopt_opening.parse(payload);
    const booked = await adoptOpening(hub.pool, readingId, abortSignal);
    hub.logger.info({ reading: readingId, booked }, "opening stock adopted");
  };
}
