/** What chose a location: a channel's strategy, or a person. */
export type Chooser = "priority" | "fewest_parcels" | "nearest" | "most_stock" | "by_hand" | "named";

/** Whether all units that were wanted came from there. */
export type Extent = "whole" | "split";

/** Why a location was chosen, for programs; `routingWords` says it for people. */
export interface RoutingReason {
  chooser: Chooser;
  extent: Extent;
  /** The figure that decided: its priority, parcels of the order, near or far, units free there, the code of the place before. */
  figure: string;
}

/** A reason as it is stored with a reservation: three words. */
export function encodeReason({ chooser, extent, figure }: RoutingReason): string {
  return `${chooser}:${extent}:${figure}`;
}

/** The reason that was stored; null for one that an older version wrote in other words. */
export function decodeReason(stored: string): RoutingReason | null {
  const [first, extent, figure] = stored.split(":");
  const chooser = choosers.find((one) => one === first);
  if (!chooser || (extent !== "whole" && extent !== "split") || figure === undefined) return null;
  return { chooser, extent, figure };
}

/** Everything that can choose a location. */
export const choosers = [
  "priority",
  "fewest_parcels",
  "nearest",
  "most_stock",
  "by_hand",
  "named",
] as const satisfies Chooser[];

/** A stored reason in English; one that an older version wrote is given as it is. */
export function routingWords(stored: string): string {
  const reason = decodeReason(stored);
  if (!reason) return stored;
  return `${words(reason)}${reason.extent === "split" ? ", split" : ""}`;
}

function words({ chooser, figure }: RoutingReason): string {
  switch (chooser) {
    case "priority":
      return `priority ${figure}`;
    case "fewest_parcels":
      return `fewest parcels: ${figure} for the order`;
    case "nearest":
      return figure === "near" ? "nearest: in the order's country" : "nearest: nothing left in the order's country";
    case "most_stock":
      return `most stock: ${figure} units free`;
    case "by_hand":
      return `moved by hand from ${figure}`;
    case "named":
      return `held at ${figure}, as asked`;
  }
}
