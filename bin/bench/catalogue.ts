import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { seal } from "@stockpool/channels";
import { addChannel, addLocation, addProducts } from "@stockpool/stock";
import { z } from "zod";
import { modernEnvironment, modernNode } from "../node.js";
import { startTrialHub, type TrialHub } from "../trial/trial-hub.ts";
import { eanOfOffer, startPageSource } from "./page-source.ts";

/** An import of a catalogue, and by how much the worker's memory grew at its peak. */
export interface CatalogueImport {
  listings: number;
  grewMegabytes: number;
  listingsPerSecond: number;
  linked: number;
}

// A smaller one ends before Node has as much memory as it works with.
const sizes = [100_000, 300_000];
/** So many of the offers are products that the hub knows. */
const known = 5_000;

/** The import of a small and of a three times larger catalogue over HTTP, each in a fresh worker on a fresh database. */
export async function benchCatalogue(): Promise<CatalogueImport[]> {
  const found: CatalogueImport[] = [];
  for (const listings of sizes) {
    const hub = await startTrialHub();
    try {
      found.push(await importOnce(hub, listings));
    } finally {
      await hub.stop();
    }
  }
  return found;
}

async function importOnce(hub: TrialHub, listings: number): Promise<CatalogueImport> {
  const source = await startPageSource(listings);
  try {
    const channelId = await makeChannel(hub, source.url);
    const { grewBytes, seconds } = await runWorker(hub, channelId);
    const { rows } = await hub.pool.query<{ status: string; count: number }>(
      "select status, count from listing_count where channel_id = $1",
      [channelId],
    );
    const stored = rows.reduce((sum, { count }) => sum + count, 0);
    if (stored !== listings) throw new Error(`${listings} listings were offered, ${stored} are stored`);
    const linked = rows.find(({ status }) => status === "linked")?.count ?? 0;
    return { listings, grewMegabytes: grewBytes / 1024 / 1024, listingsPerSecond: listings / seconds, linked };
  } finally {
    await source.stop();
  }
}

async function makeChannel(hub: TrialHub, baseUrl: string): Promise<string> {
  const place = await addLocation(hub.pool, { code: "bench", name: "Bench", kind: "warehouse", country: "NL" });
  if (place.kind === "refused") throw new Error(place.refusal.message);
  for (let from = 0; from < known; from += 1_000) {
    const numbers = Array.from({ length: 1_000 }, (_, index) => from + index);
    await addProducts(
      hub.pool,
      numbers.map((number) => ({ sku: `P-${number}`, title: `Thing ${number}`, barcodes: [eanOfOffer(number)] })),
    );
  }
  const sealedCredentials = seal(hub.secret, { clientId: "bench", clientSecret: "bench" });
  const channel = await addChannel(hub.pool, {
    ...{ code: "bench", name: "Bench", platform: "bol", writeKind: "net_of_open_orders", baseUrl, sealedCredentials },
    ...{ countries: ["NL"], locationIds: [place.locationId], liveSince: null },
  });
  if (channel.kind === "refused") throw new Error(channel.refusal.message);
  return channel.channelId;
}

const printed = z.object({ grewBytes: z.number(), seconds: z.number() });

async function runWorker(hub: TrialHub, channelId: string): Promise<z.infer<typeof printed>> {
  const file = join(import.meta.dirname, "catalogue-worker.ts");
  const env = {
    ...modernEnvironment(),
    DATABASE_URL: hub.databaseUrl,
    STOCKPOOL_SECRET: hub.secret,
    CHANNEL_ID: channelId,
  };
  const { stdout } = await promisify(execFile)(modernNode(), [file], { env, timeout: 30 * 60_000 });
  return printed.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}
