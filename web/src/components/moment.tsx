"use client";

import { useFormatter } from "next-intl";

/** A moment in the reader's language and time zone, to the minute; to the second in its title. */
export function Moment({ at }: { at: string }) {
  const format = useFormatter();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={format.dateTime(moment, "exact")}>
      {format.dateTime(moment, "moment")}
    </time>
  );
}
