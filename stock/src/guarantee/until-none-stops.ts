/** A listing that wants a part, and below how many units, or at how many, its rule stops selling. */
interface Stoppable {
  listingId: string;
  max: number;
  stopsAt: number;
}

/** Whoever would get so few that its rule stops selling gets none, and leaves them to the others: dealt anew until nobody does. */
export function untilNoneStops<One extends Stoppable, Dealt>(
  all: One[],
  dealTo: (claims: One[]) => Dealt,
  partOf: (dealt: Dealt, listingId: string) => number,
): Dealt {
  let claims = all;
  for (;;) {
    const dealt = dealTo(claims);
    const part = (one: One) => partOf(dealt, one.listingId);
    const isStopped = (one: One) => one.max > 0 && part(one) > 0 && part(one) <= one.stopsAt;
    if (!claims.some(isStopped)) return dealt;
    claims = claims.map((one) => (isStopped(one) ? { ...one, max: 0 } : one));
  }
}
