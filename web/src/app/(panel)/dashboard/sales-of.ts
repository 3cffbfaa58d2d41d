import type { SalesQuery } from "../../../graphql/generated/graphql.ts";

/** What each channel sold, hour by hour. */
export type ChannelSales = SalesQuery["salesByHour"];

/** Units and orders of some hours together. */
export interface SalesTotal {
  units: number;
  orders: number;
}

/** All channels and hours together. */
export function totalOf(sales: ChannelSales): SalesTotal {
  const hours = sales.flatMap((channel) => channel.hours);
  return {
    units: hours.reduce((sum, hour) => sum + hour.units, 0),
    orders: hours.reduce((sum, hour) => sum + hour.orders, 0),
  };
}

/** A row per hour with the units of each channel under its id. */
export function rowsOf(sales: ChannelSales): { hour: string; [channelId: string]: string | number }[] {
  const hours = sales[0]?.hours ?? [];
  return hours.map(({ hour }, index) => ({
    hour,
    ...Object.fromEntries(sales.map(({ channel, hours }) => [channel.id, hours[index]?.units ?? 0])),
  }));
}

/** As many as there are in `tokens.css`. */
const colors = 8;

/** The colour of the channel at this place; a channel keeps its colour for as long as channels keep their order. */
export function seriesColor(index: number): string {
  return `var(--series-${(index % colors) + 1})`;
}
