/** The moment that a field for a day or for a day and a time holds, in the reader's time zone; null when it is empty. */
export function momentOf(text: string): string | null {
  if (text === "") return null;
  const moment = new Date(text.includes("T") ? text : `${text}T00:00`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** What a field for a day and a time shows of a moment, in the reader's time zone. */
export function fieldOf(at: string | Date, part: "day" | "minute"): string {
  const moment = new Date(at);
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString();
  return local.slice(0, part === "day" ? 10 : 16);
}
