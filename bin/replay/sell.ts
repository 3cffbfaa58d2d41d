import { setTimeout as pause } from "node:timers/promises";
import { progressBar } from "../trial/progress-bar.ts";
import type { TrialHub } from "../trial/trial-hub.ts";
import type { Invoice } from "./read-invoices.ts";
import type { Shop } from "./set-up.ts";

/** Orders sold but not imported yet; more would only make buyers see old numbers. */
const backlogMax = 150;
const chunk = 15;
const pauseMs = 150;
const idleMsMax = 60_000;

/**
 * bol takes amounts up to 999, and counts its open orders off from them. Nothing is shipped in a replay, so all units of one product
 * sold on bol stay open: more than this are sold elsewhere.
 */
const bolMax = 999;

/**
 * Sells every invoice on one of the shops, as fast as the hub takes them in. A buyer who is refused, because a shop has not yet
 * been told of enough stock, comes back later. Returns how often that happened.
 */
export async function sell(hub: TrialHub, shops: Shop[], invoices: Invoice[]): Promise<number> {
  const bar = progressBar("selling", invoices.length);
  const queues = assign(shops, invoices);
  let placed = 0;
  let refused = 0;
  let lastSale = performance.now();
  while (placed < invoices.length) {
    const before = placed;
    const imported = await importedCount(hub);
    for (const [shop, waiting] of queues) {
      if (placed - imported > backlogMax) break;
      const again = await placeSome(hub, shop, waiting.splice(0, chunk));
      waiting.push(...again.waiting);
      placed += again.placed;
      refused += again.waiting.length;
    }
    if (placed > before) lastSale = performance.now();
    else if (performance.now() - lastSale > idleMsMax)
      throw new Error(`no shop sells any more: ${placed} invoices sold; the last refusal: ${whyRefused}`);
    bar(placed, `${imported} imported, ${refused} asked to come back`);
    await pollBol(hub, shops);
    await pause(pauseMs);
  }
  return refused;
}

function assign(shops: Shop[], invoices: Invoice[]): Map<Shop, Invoice[]> {
  const queues = new Map(shops.map((shop): [Shop, Invoice[]] => [shop, []]));
  const others = shops.filter((shop) => shop.platform !== "bol");
  const onBol = new Map<string, number>();
  for (const [place, invoice] of invoices.entries()) {
    const first = shops[place % shops.length];
    const shop = first?.platform === "bol" && !fits(onBol, invoice) ? others[place % others.length] : first;
    if (shop) queues.get(shop)?.push(invoice);
  }
  return queues;
}

/** Whether bol can take the invoice beside all that it took; when so, counts it. */
function fits(onBol: Map<string, number>, { lines }: Invoice): boolean {
  const after = new Map<string, number>();
  for (const { sku, quantity } of lines) after.set(sku, (after.get(sku) ?? onBol.get(sku) ?? 0) + quantity);
  if ([...after.values()].some((units) => units > bolMax)) return false;
  for (const [sku, units] of after) onBol.set(sku, units);
  return true;
}

/** For whoever has to find out why a replay stands still. */
let whyRefused = "none";

async function placeSome(
  hub: TrialHub,
  { platform, code }: Shop,
  invoices: Invoice[],
): Promise<{ placed: number; waiting: Invoice[] }> {
  if (invoices.length === 0) return { placed: 0, waiting: [] };
  const orders = invoices.map(({ lines, placedAt }) => ({
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    placedAt,
  }));
  const answers = await hub.control.placeOrders(platform, code, orders);
  const waiting = invoices.filter((_, place) => answers[place]?.placed !== true);
  for (const [place, answer] of answers.entries()) {
    if (!answer.placed) whyRefused = `${code}, invoice ${invoices[place]?.invoice}: ${answer.refused}`;
  }
  return { placed: invoices.length - waiting.length, waiting };
}

const pollEveryMs = 1_000;
let polledAt = 0;

/** bol sells by poll here. The clock would ask every two minutes; a replay has no time for that. */
async function pollBol(hub: TrialHub, shops: Shop[]): Promise<void> {
  if (performance.now() - polledAt < pollEveryMs) return;
  polledAt = performance.now();
  for (const { channelId } of shops.filter((shop) => shop.platform === "bol")) {
    await hub.pool.query(
      `select graphile_worker.add_job('poll_orders', json_build_object('channelId', $1::text),
         queue_name := 'poll:' || $1, job_key := 'replay-poll:' || $1, job_key_mode := 'preserve_run_at')`,
      [channelId],
    );
  }
}

export async function importedCount(hub: TrialHub): Promise<number> {
  const { rows } = await hub.pool.query<{ count: number }>('select count(*)::int as count from "order"');
  return rows[0]?.count ?? 0;
}
