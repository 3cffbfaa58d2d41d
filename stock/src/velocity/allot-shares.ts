/** A listing that takes its share by velocity. */
export interface Seller {
  listingId: string;
  perDay: number;
  /** Percent that it had until now; null at the first time. */
  previous: number | null;
  /** Percent. */
  least: number;
  most: number;
  isFrozen: boolean;
}

/** A share and how it came about, all in percent. */
export interface AllottedShare {
  listingId: string;
  percent: number;
  reason: { proportion: number; previous: number | null; least: number; most: number; isFrozen: boolean };
}

/** How much of a share is what it was before, so that one good day moves no stock back and forth. */
const inertia = 0.5;

/**
 * Deals a product among its listings by how fast each sells, within the bounds of each, half way from the share that it had. The
 * shares together are at most 100; a frozen one stays as it was. Where the lower bounds ask for more than there is, each gets its
 * part of them; where the upper bounds allow less, the rest is nobody's.
 */
export function allotShares(sellers: Seller[]): AllottedShare[] {
  const stays = sellers.filter((one) => one.isFrozen && one.previous !== null);
  const moves = sellers.filter((one) => !stays.includes(one));
  const room = Math.max(0, 100 - stays.reduce((sum, one) => sum + (one.previous ?? 0), 0));
  const perDay = moves.reduce((sum, one) => sum + one.perDay, 0);
  const proportionOf = (one: Seller) => (perDay > 0 ? (one.perDay / perDay) * room : room / moves.length);
  const wanted = moves.map((one) => smooth(one.previous, proportionOf(one)));
  const dealt = dealWithin(moves, wanted, room);
  return [
    ...stays.map((one) => shareOf(one, one.previous ?? 0, one.previous ?? 0)),
    ...moves.map((one, index) => shareOf(one, dealt[index] ?? 0, proportionOf(one))),
  ];
}

function smooth(previous: number | null, proportion: number): number {
  return previous === null ? proportion : inertia * previous + (1 - inertia) * proportion;
}

/** So much of `room` for each as its wish is of all wishes, never below its least or above its most. */
function dealWithin(sellers: Seller[], wanted: number[], room: number): number[] {
  const least = sellers.map((one) => one.least);
  const most = sellers.map((one) => Math.max(one.least, one.most));
  if (sum(least) >= room) return least.map((percent) => (percent === 0 ? 0 : (percent / sum(least)) * room));
  if (sum(most) <= room) return most;
  const at = (level: number) => wanted.map((wish, index) => clamp(wish * level, least[index] ?? 0, most[index] ?? 0));
  return at(levelThatFills(at, room));
}

/** The level at which the shares fill the room; they only grow with it. */
function levelThatFills(at: (level: number) => number[], room: number): number {
  let [low, high] = [0, 1];
  for (let tries = 0; tries < 60 && sum(at(high)) < room; tries++) high *= 2;
  for (let tries = 0; tries < 60; tries++) {
    const middle = (low + high) / 2;
    if (sum(at(middle)) > room) high = middle;
    else low = middle;
  }
  return low;
}

function shareOf({ listingId, previous, least, most, isFrozen }: Seller, percent: number, proportion: number) {
  return {
    listingId,
    percent: down(percent),
    reason: { proportion: down(proportion), previous, least, most, isFrozen },
  };
}

/** Two decimals, rounded down; what a float has too little in its last digits is not rounded away. */
function down(percent: number): number {
  return Math.floor(percent * 100 + 1e-6) / 100;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
