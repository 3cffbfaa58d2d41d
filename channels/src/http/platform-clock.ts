/** Answers tell whole seconds: less than this is no difference between clocks. */
const toleranceMs = 3_000;

/** How a platform's clock differs from ours, as its answers tell. */
export interface PlatformClock {
  /** Notes what the answer to a call says that left at `sentAt`, by our clock: however long it took, it was made later. */
  note(headers: Headers, sentAt: number): void;
  /** By how many milliseconds the platform's clock is behind ours; 0 when it is not, or has told nothing. */
  behindMs(): number;
  /** By how many milliseconds it is ahead of ours at most; 0 when it is not, or has told nothing. */
  aheadMs(): number;
}

/** Listens to the `Date` of the answers; the newest counts. */
export function platformClock(): PlatformClock {
  let differsMs = 0;
  return {
    note(headers, sentAt) {
      const told = Date.parse(headers.get("date") ?? "");
      if (Number.isNaN(told)) return;
      differsMs = Math.abs(sentAt - told) > toleranceMs ? sentAt - told : 0;
    },
    behindMs: () => Math.max(0, differsMs),
    aheadMs: () => Math.max(0, -differsMs),
  };
}
