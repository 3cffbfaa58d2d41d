import type { ListingWithTraceFragment } from "../../../../graphql/generated/graphql.ts";

type Known = Pick<ListingWithTraceFragment, "live" | "liveAt" | "confirmed" | "confirmedAt">;

/** What the platform shows as far as is known: what was read back or what it confirmed, whichever is newer. */
export function shows({ live, liveAt, confirmed, confirmedAt }: Known): number | null {
  const isReadBackNewer = Date.parse(liveAt ?? "") > Date.parse(confirmedAt ?? "1970-01-01");
  return (isReadBackNewer ? live : (confirmed ?? live)) ?? null;
}
