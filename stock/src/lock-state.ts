import type { Command } from "./command.ts";
import { loadLevels } from "./load/levels.ts";
import { loadListings, loadSoldListings } from "./load/listings.ts";
import { loadChannels, loadLocations } from "./load/network.ts";
import { loadOperations } from "./load/operations.ts";
import { loadOrders } from "./load/orders.ts";
import { loadProducts } from "./load/products.ts";
import { loadReservations, loadShortages } from "./load/promises.ts";
import { namedBy, resolveProducts } from "./load/resolve.ts";
import { loadRules } from "./load/rules.ts";
import { type Db, rowsOf } from "./query.ts";
import type { Order, State } from "./state.ts";
import { StateMoved } from "./state-moved.ts";

/**
 * Locks every product that the batch may touch, in one order for all callers, until the transaction ends; then reads what
 * `decide` needs. The product's row stands for all its levels, also for those that do not exist yet, and a bundle's row for the
 * quantities published of it.
 */
export async function lockState(db: Db, commands: Command[]): Promise<State> {
  const locked = await lockProducts(db, await resolveProducts(db, commands));
  await assertAllLocked(db, commands, new Set(locked));
  return loadState(db, commands, locked);
}

async function lockProducts(db: Db, productIds: string[]): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    "stock-lock",
    "select id from product where id = any($1::uuid[]) order by id for no key update",
    [productIds],
  );
  return rows.map((row) => row.id);
}

async function loadState(db: Db, commands: Command[], locked: string[]): Promise<State> {
  const named = namedBy(commands);
  const products = await loadProducts(db, locked);
  const orders = await loadOrders(db, named.orders, named.orderIds);
  const { listings, published } = await loadListings(db, locked);
  const counted = commands.flatMap((command) => (command.verb === "adjust" ? [command.productId] : []));
  return {
    operations: await loadOperations(db, commands),
    products,
    locations: await loadLocations(db),
    channels: await loadChannels(db),
    levels: await loadLevels(db, [...products.keys()]),
    listings,
    soldListings: await loadSoldListings(db, named.listings),
    published,
    rules: await loadRules(db, locked),
    orders,
    reservations: await loadReservations(db, lineIdsOf(orders), counted),
    shortages: await loadShortages(db, locked),
  };
}

function lineIdsOf(orders: ReadonlyMap<string, Order>): string[] {
  return [...orders.values()].flatMap((order) => order.lines.map((line) => line.id));
}

/** A link, an order or a recipe may have changed before the locks were ours. */
async function assertAllLocked(db: Db, commands: Command[], locked: ReadonlySet<string>): Promise<void> {
  const missing = (await resolveProducts(db, commands)).find((id) => !locked.has(id));
  if (missing) throw new StateMoved(`product ${missing} came into the batch while its locks were taken`);
}
