"use client";

import { useFormatter, useNow } from "next-intl";

/** How long ago, with the exact moment in its title. Keeps itself up to date. */
export function TimeAgo({ at }: { at: string | null | undefined }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 10_000 });
  if (!at) return <span aria-hidden="true">–</span>;
  const moment = new Date(at);
  return (
    <time dateTime={at} title={format.dateTime(moment, "exact")}>
      {format.relativeTime(moment, { now: moment > now ? moment : now, style: "narrow" })}
    </time>
  );
}
