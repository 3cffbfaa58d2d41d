/** How long Amazon may need at most; for a sandbox that is faster than Amazon. */
export interface AmazonTimes {
  /** Until its list shows a new order. */
  listedWithinMs: number;
  /** Until buyers see a quantity that it accepted. */
  shownWithinMs: number;
}
