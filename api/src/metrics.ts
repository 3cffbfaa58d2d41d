import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { addChannelGauges } from "./channel-metrics.ts";
import type { ChannelFigures } from "./read/channel-figures.ts";

/** Figures about this process and about the channels, for Prometheus. */
export interface Metrics {
  answered(route: string, method: string, status: number, seconds: number): void;
  /** All figures as text. */
  text(): Promise<string>;
  contentType: string;
}

/** What is read when somebody looks. */
export interface Watched {
  subscribers: () => number;
  listenReconnects: () => number;
  channels: () => Promise<ChannelFigures[]>;
}

/** From a millisecond, which is what intake should take, to the limit of a slow query. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry of its own, so that several APIs may live in one process. */
export function makeMetrics({ subscribers, listenReconnects, channels }: Watched): Metrics {
  const registry = new Registry();
  const readChannels = addChannelGauges(registry, channels);
  const registers = [registry];
  const seconds = new Histogram({
    name: "stockpool_http_request_seconds",
    help: "Seconds until an answer begins.",
    labelNames: ["route", "method", "status"],
    buckets,
    registers,
  });
  new Gauge({
    name: "stockpool_live_subscribers",
    help: "Open subscriptions.",
    registers,
    collect() {
      this.set(subscribers());
    },
  });
  new Counter({
    name: "stockpool_listen_reconnects_total",
    help: "Times that the connection that hears of changes was lost and made again.",
    registers,
    collect() {
      this.reset();
      this.inc(listenReconnects());
    },
  });
  return {
    answered: (route, method, status, took) => seconds.observe({ route, method, status }, took),
    text: async () => {
      await readChannels();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
