import { Gauge, type Registry } from "prom-client";
import type { ChannelFigures } from "./read/channel-figures.ts";

type Reads = () => Promise<ChannelFigures[]>;
type Figure = (figures: ChannelFigures) => number | null;

/** Gauges of every channel; each name is followed by what it means. */
const gauges: Record<string, [help: string, read: Figure]> = {
  waiting_listings: ["Listings whose push is not confirmed, up to 1,000.", (one) => one.waiting],
  drifts_open: ["Listings that show another quantity than expected, up to 1,000.", (one) => one.driftsOpen],
  drifts_found_day: ["Drifts found within a day, up to 1,000.", (one) => one.driftsToday],
  drifts_healed_day: ["Of those, set right.", (one) => one.driftsHealedToday],
  listings_missing: ["Linked listings that the platform does not know, up to 1,000.", (one) => one.listingsMissing],
  inbox_waiting: ["Messages that wait for their work, up to 1,000.", (one) => one.eventsWaiting],
  inbox_set_aside: ["Messages that were given up, up to 1,000.", (one) => one.eventsSetAside],
  poll_age_seconds: ["Seconds since orders were last polled with success.", (one) => one.pollAgeSeconds],
  circuit_open: ["1 while the platform is not called, 0.5 while a call finds out, else 0.", circuit],
};

/** Seconds from a change to its confirmation, by how many of 100 pushes were as fast. */
const lags: [quantile: string, read: Figure][] = [
  ["0.5", (one) => seconds(one.pushLagP50Ms)],
  ["0.95", (one) => seconds(one.pushLagP95Ms)],
  ["1", (one) => seconds(one.pushLagWorstMs)],
];

/** Adds the channels' gauges to a registry. Returns what reads all of them anew; call it before the registry is told. */
export function addChannelGauges(registry: Registry, read: Reads): () => Promise<void> {
  const registers = [registry];
  const made = Object.entries(gauges).map(([name, [help, figure]]) => {
    return {
      figure,
      gauge: new Gauge({ name: `stockpool_channel_${name}`, help, labelNames: ["channel"], registers }),
    };
  });
  const lag = new Gauge({
    name: "stockpool_channel_push_lag_seconds",
    help: "Seconds from a change to its confirmation: the last day's newest 1,000 pushes.",
    labelNames: ["channel", "quantile"],
    registers,
  });
  const isRead = new Gauge({
    name: "stockpool_channels_read",
    help: "1 when the figures of the channels could be read; 0 when the database did not give them.",
    registers,
  });
  return async () => {
    const channels = await read().catch(() => null);
    isRead.set(channels === null ? 0 : 1);
    for (const { gauge } of made) gauge.reset();
    lag.reset();
    for (const channel of channels ?? []) {
      for (const { gauge, figure } of made) set(gauge, { channel: channel.code }, figure(channel));
      for (const [quantile, figure] of lags) set(lag, { channel: channel.code, quantile }, figure(channel));
    }
  };
}

function set(gauge: Gauge, labels: Record<string, string>, value: number | null): void {
  if (value !== null) gauge.set(labels, value);
}

function circuit({ circuit: state }: ChannelFigures): number {
  return { closed: 0, half_open: 0.5, open: 1 }[state];
}

function seconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / 1_000;
}
