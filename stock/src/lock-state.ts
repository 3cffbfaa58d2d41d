import type { Command } from "./command.ts";
import { loadAhead } from "./load/ahead.ts";
import { loadHolds } from "./load/holds.ts";
import { loadExpectations } from "./load/incoming.ts";
import { loadLevelsAt } from "./load/levels.ts";
import { loadListings, loadSoldListings } from "./load/listings.ts";
import { type Named, namedBy } from "./load/named.ts";
import { withHolders } from "./load/nesting.ts";
import { loadAllChannels, loadLocations } from "./load/network.ts";
import { loadOperations } from "./load/operations.ts";
import { loadOrders } from "./load/orders.ts";
import { loadProducts } from "./load/products.ts";
import { loadReservations, loadShortages } from "./load/promises.ts";
import { resolveProducts } from "./load/resolve.ts";
import { loadRules } from "./load/rules.ts";
import { type Db, rowsOf } from "./query.ts";
import type { Order, State } from "./state.ts";
import { StateMoved } from "./state-moved.ts";

/**
 * Locks the orders that the batch names, then every product that it may touch, both in one order for all callers, until the
 * transaction ends; then reads what `decide` needs. The product's row stands for all its levels, also for those that do not exist
 * yet, and a bundle's row for the quantities published of it. Products come last because everybody wants the popular ones.
 */
export async function lockState(db: Db, commands: Command[], at: Date): Promise<State> {
  const named = namedBy(commands);
  const orders = await loadOrders(db, named.orders, named.orderIds);
  const locked = await lockProducts(db, await resolveProducts(db, named, orders.values()));
  const state = await loadState(db, commands, { named, orders, locked }, at);
  assertInsideLocked(state, named.takenApart, new Set(locked));
  await assertHoldersLocked(db, locked);
  return state;
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

async function loadState(
  db: Db,
  commands: Command[],
  { named, orders, locked }: { named: Named; orders: Map<string, Order>; locked: string[] },
  at: Date,
): Promise<State> {
  const products = await loadProducts(db, locked);
  const { listings, published, hasExposures } = await loadListings(db, locked);
  const { channels, removedChannels } = await loadAllChannels(db);
  const { levels, hasExpiredHolds } = await loadLevelsAt(db, [...products.keys()], at);
  const holds = await loadHolds(db, named.holdIds, locked, hasExpiredHolds ? at : null);
  const rules = await loadRules(db, locked);
  return {
    operations: await loadOperations(db, commands),
    products,
    locations: await loadLocations(db),
    channels,
    removedChannels,
    levels,
    listings,
    soldListings: await loadSoldListings(db, named.listings, listings),
    published,
    ahead: await loadAhead(db, { products, channels, levels, listings, rules, hasExposures }, gainMax(commands)),
    rules,
    orders,
    reservations: await loadReservations(db, {
      lineIds: lineIdsOf(orders),
      // What went over the counter was perhaps promised to somebody.
      productIds: mayTakeOffShelf(commands, orders) ? locked : named.givingWay,
      holdIds: [...holds.keys()],
      locked,
    }),
    shortages: await loadShortages(db, locked),
    holds,
    expectations: await loadExpectations(db, named.expectationIds, []),
  };
}

/** Units are sold at a till now, or were before anybody knew what they are. */
function mayTakeOffShelf(commands: Command[], orders: ReadonlyMap<string, Order>): boolean {
  if (commands.some(({ verb }) => verb === "sell")) return true;
  return [...orders.values()].some(
    ({ tillLocationId, lines }) => tillLocationId !== null && lines.some((line) => line.productId === null),
  );
}

/** These bring no units; what others may bring is not counted beforehand. */
function gainMax(commands: Command[]): number {
  return commands.every(({ verb }) => bringsNothing.has(verb)) ? 0 : Number.POSITIVE_INFINITY;
}

const bringsNothing: ReadonlySet<Command["verb"]> = new Set(["import_order", "ship", "release", "republish"]);

function lineIdsOf(orders: ReadonlyMap<string, Order>): string[] {
  return [...orders.values()].flatMap((order) => order.lines.map((line) => line.id));
}

/** What is sold, and all that is inside it, must be locked: a link or a recipe may have changed before the locks were ours. */
function assertInsideLocked(state: State, takenApart: string[], locked: ReadonlySet<string>): void {
  const needed = new Set(takenApart.filter((id) => state.products.has(id)));
  for (const listing of state.soldListings.values()) if (listing.productId) needed.add(listing.productId);
  for (const line of [...state.orders.values()].flatMap((order) => order.lines)) {
    if (line.productId) needed.add(line.productId);
    for (const part of line.parts ?? []) needed.add(part.productId);
  }
  // A set gives what is added to it while it is walked, so this goes down to the last component.
  for (const id of needed) {
    if (!locked.has(id)) throw new StateMoved(`product ${id} came into the batch while its locks were taken`);
    for (const part of state.products.get(id)?.recipe?.components ?? []) needed.add(part.productId);
  }
}

/** A bundle that began to hold one of the products meanwhile must be locked too: its numbers change with theirs. */
async function assertHoldersLocked(db: Db, locked: string[]): Promise<void> {
  const known = new Set(locked);
  const holder = [...(await withHolders(db, locked))].find((id) => !known.has(id));
  if (holder) throw new StateMoved(`bundle ${holder} came into the batch while its locks were taken`);
}
