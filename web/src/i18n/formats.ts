import type { Formats } from "next-intl";

/** How the panel writes dates and numbers; the words and their order come from the locale. */
export const formats = {
  dateTime: {
    moment: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    exact: {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    },
    day: { weekday: "short", day: "numeric", month: "short" },
    hour: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  },
  number: {
    signed: { signDisplay: "exceptZero" },
    seconds: { maximumFractionDigits: 1 },
  },
} satisfies Formats;
