import { parseArgs } from "node:util";
import { benchIngest, type Ratio } from "./bench/ingest.ts";
import { benchLatency, type Latency, makeShops } from "./bench/latency.ts";
import { startTrialHub } from "./trial/trial-hub.ts";

const latencySeconds = 20;

try {
  const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
  const found = await bench();
  if (values.json) console.log(JSON.stringify(found));
  else tell(found);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

interface Found {
  ingest: Ratio[];
  latency: Latency[];
}

/** Measures one hub on this machine. Rates are compared with a baseline in the same run, because machines differ and vary. */
async function bench(): Promise<Found> {
  const hub = await startTrialHub();
  try {
    await makeShops(hub);
    await hub.startServers();
    const latency = [await benchLatency(hub, 50, latencySeconds)];
    return { latency, ingest: await benchIngest(hub) };
  } finally {
    await hub.stop();
  }
}

function tell({ ingest, latency }: Found): void {
  console.table(
    ingest.map(({ what, baselinePerSecond, hubPerSecond, ratio, wanted }) => ({
      "orders per second": what,
      baseline: Math.round(baselinePerSecond),
      hub: Math.round(hubPerSecond),
      ratio: `${ratio.toFixed(1)} ×`,
      wanted: `≥ ${wanted} ×`,
    })),
  );
  console.table(
    latency.map(({ what, orders, p50Ms, p95Ms, p99Ms }) => ({
      latency: what,
      orders,
      "p50 ms": Math.round(p50Ms),
      "p95 ms": Math.round(p95Ms),
      "p99 ms": Math.round(p99Ms),
    })),
  );
}
