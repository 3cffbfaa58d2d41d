/** What the hub keeps of one listing's platform, and how it changes: `published_quantity` and the push under way, in memory. */
export interface Belief {
  quantity: number;
  expected: number | null;
  isPending: boolean;
  confirmed: number | null;
  live: number | null;
  liveAt: Date | null;
  push: Flight | null;
}

/** A push that left and was not recorded as ended. */
export interface Flight {
  id: string;
  at: Date;
  quantity: number;
  before: number | null;
  openUnits: number;
  isRefused: boolean;
}

/** A listing that was never written. */
export function firstBelief(quantity: number): Belief {
  return { quantity, expected: null, isPending: true, confirmed: null, live: null, liveAt: null, push: null };
}

/** The writer publishes. */
export function published(belief: Belief, change: { quantity: number; orderedThere: number; isUnsure: boolean }): void {
  belief.quantity = change.quantity;
  if (change.isUnsure) belief.expected = null;
  else if (belief.expected !== null) belief.expected -= change.orderedThere;
  belief.isPending = belief.expected !== belief.quantity;
}

/** A push leaves. Where it was not known what the platform shows, the pushed quantity is taken as shown during the flight. */
export function started(belief: Belief, push: Flight): void {
  belief.push = push;
  if (push.before !== null) return;
  belief.expected = push.quantity;
  belief.isPending = false;
}

export function confirmed(belief: Belief, { quantity, before }: Flight): void {
  belief.push = null;
  belief.confirmed = quantity;
  believe(belief, belief.expected === null ? null : quantity + belief.expected - (before ?? quantity));
}

export function notWritten(belief: Belief, { before }: Flight): void {
  belief.push = null;
  believe(belief, before === null ? null : belief.expected);
}

export function stale(belief: Belief, live: number, at: Date): void {
  if (belief.push) belief.push.isRefused = true;
  belief.live = live;
  belief.liveAt = at;
}

/** Read back: `live` is the truth, or nothing can be said of it. */
export function settled(belief: Belief, live: number | null): void {
  belief.push = null;
  believe(belief, live);
}

export function unsettled(belief: Belief, live: number, readAt: Date, pushAt: Date): void {
  const isSame = belief.live === live && belief.liveAt !== null && belief.liveAt >= pushAt;
  if (!isSame) belief.liveAt = readAt;
  belief.live = live;
}

function believe(belief: Belief, expected: number | null): void {
  belief.expected = expected;
  belief.isPending = expected !== belief.quantity;
}
