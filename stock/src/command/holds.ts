import type { Act, Units } from "./act.ts";

/** Promises units without an order until they expire: all lines or none. */
export interface MakeHold extends Act {
  verb: "hold";
  from: HoldSource;
  lines: Units[];
  /** What people call it: the quote's number, the customer. */
  reference: string;
  expiresAt: Date;
}

/** Where a hold's units may come from: routed as an order of the channel would be, or the one place named. */
export type HoldSource =
  | { kind: "channel"; channelId: string; country: string | null }
  | { kind: "location"; locationId: string };

/** A hold that has not expired lasts until another moment. */
export interface ExtendHold extends Act {
  verb: "extend_hold";
  holdId: string;
  expiresAt: Date;
}

/** A hold is not needed any more: its units are free. */
export interface ReleaseHold extends Act {
  verb: "release_hold";
  holdId: string;
}

/** Ends these holds if their time has come. The hub's own sweep: it needs no key, a hold ends once. */
export interface ExpireHolds {
  verb: "expire_holds";
  holdIds: string[];
}
