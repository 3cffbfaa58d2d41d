import { z } from "zod";
import { askHub } from "./ask-hub.ts";
import type { HoldRow, OrderRow } from "./books.ts";
import type { OwnSystem } from "./system.ts";

/** Rows that the page shows of each kind. */
const rowsMax = 10;

const hubLine = z.object({
  ...{ id: z.string(), sku: z.string().nullable(), title: z.string() },
  ...{ ordered: z.number(), cancelled: z.number(), shipped: z.number(), returned: z.number(), open: z.number() },
});
const hubOrder = z.object({ id: z.string(), status: z.string(), lines: z.array(hubLine) });
const hubHold = z.object({ id: z.string(), endedAs: z.string().nullable(), expiresAt: z.iso.datetime() });
const nodes = z.array(z.union([hubOrder, hubHold]).nullable());

const query = `query ($ids: [ID!]!) { nodes(ids: $ids) {
  ... on Order { id status lines { id sku title ordered cancelled shipped returned open } }
  ... on Hold { id endedAs expiresAt } } }`;

type HubOrder = z.infer<typeof hubOrder>;

/** How the newest holds and orders stand, by what the hub says now. */
export interface Standing {
  holds: (HoldRow & { secondsLeft: number })[];
  orders: (OrderRow & Partial<Pick<HubOrder, "status">> & { hubLines: HubOrder["lines"] })[];
}

/** Asks the hub for all of them at once. */
export async function readStanding(system: OwnSystem): Promise<Standing> {
  const holds = system.books.holds.filter(isShown).slice(0, rowsMax);
  const orders = system.books.orders.slice(0, rowsMax);
  const ids = [...holds, ...orders].map(({ id }) => id);
  const found = ids.length > 0 ? await askHub(system, "nodes", query, { ids }, nodes) : [];
  const [hubHolds, hubOrders] = [new Map<string, z.infer<typeof hubHold>>(), new Map<string, HubOrder>()];
  for (const node of found) {
    if (node && "lines" in node) hubOrders.set(node.id, node);
    else if (node) hubHolds.set(node.id, node);
  }
  for (const row of holds) row.endedAs = hubHolds.get(row.id)?.endedAs ?? row.endedAs;
  const now = Date.now();
  return {
    holds: holds
      .filter(isShown)
      .map((row) => ({ ...row, secondsLeft: row.endedAs ? 0 : Math.max(0, Math.ceil((row.expiresAt - now) / 1_000)) })),
    orders: orders.map((row) => {
      const { status, lines: hubLines = [] } = hubOrders.get(row.id) ?? {};
      return { ...row, ...(status && { status }), hubLines };
    }),
  };
}

/** The lines of one order, as the hub has them now. */
export async function readLines(system: OwnSystem, { id, reference }: OrderRow): Promise<HubOrder["lines"]> {
  const [found] = await askHub(system, "nodes", query, { ids: [id] }, nodes);
  if (found && "lines" in found) return found.lines;
  throw new Error(`the hub does not know ${reference}`);
}

/** What became an order, or was let go, is done with. What expired stays until somebody has seen it. */
function isShown({ endedAs }: HoldRow): boolean {
  return endedAs === null || endedAs === "expired";
}
