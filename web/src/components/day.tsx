"use client";

import { useFormatter } from "next-intl";

/** A day in the reader's language; the moment is in its title. */
export function Day({ at }: { at: string }) {
  const format = useFormatter();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={format.dateTime(moment, "exact")}>
      {format.dateTime(moment, "day")}
    </time>
  );
}
