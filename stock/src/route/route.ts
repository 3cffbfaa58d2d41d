import type { Channel } from "../state.ts";
import type { Allotment } from "./allot.ts";
import type { Candidate } from "./candidates.ts";
import { type Parcels, routeInFewestParcels } from "./fewest-parcels.ts";
import { routeByMostStock } from "./most-stock.ts";
import { routeNearest } from "./nearest.ts";
import { routeByPriority } from "./priority.ts";

/** What of an order a strategy may look at. */
export interface Routed {
  country: string | null;
  /** The locations chosen for the whole order; empty where nothing was chosen. */
  parcels: Parcels;
}

/** Takes units from the candidates, which come in the order of their priority, as the channel's strategy wants it. */
export function route(
  strategy: Channel["strategy"],
  candidates: Candidate[],
  wanted: number,
  { country, parcels }: Routed,
): Allotment[] {
  switch (strategy) {
    case "priority":
      return routeByPriority(candidates, wanted);
    case "fewest_parcels":
      return routeInFewestParcels(candidates, wanted, parcels);
    case "nearest":
      return routeNearest(candidates, wanted, country);
    case "most_stock":
      return routeByMostStock(candidates, wanted);
  }
}
