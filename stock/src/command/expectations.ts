import type { Act, Place } from "./act.ts";

/** Units are to come to a location: a purchase. */
export interface Expect extends Act, Place {
  verb: "expect";
  quantity: number;
  expectedAt?: Date;
  reference?: string;
}

/** Another number, or another time, is expected. What is left out stays. */
export interface ChangeExpectation extends Act {
  verb: "change_expectation";
  expectationId: string;
  /** Units expected in all, those that came included. Of a transfer it stays what left. */
  quantity?: number;
  /** Null: nobody knows any more. */
  expectedAt?: Date | null;
}

/** The rest of a purchase will not come. */
export interface CancelExpectation extends Act {
  verb: "cancel_expectation";
  expectationId: string;
}
