import type { Command } from "./command.ts";
import { loadAhead } from "./load/ahead.ts";
import { loadHolds } from "./load/holds.ts";
import { loadExpectations } from "./load/incoming.ts";
import { loadLevelsAt } from "./load/levels.ts";
import { loadListings } from "./load/listings.ts";
import { type Named, namedBy } from "./load/named.ts";
import { holdersOf } from "./load/nesting.ts";
import { loadAllChannels, loadLocations } from "./load/network.ts";
import { loadOperations } from "./load/operations.ts";
import { loadOrders } from "./load/orders.ts";
import { type BareProduct, loadBareProducts, loadParticulars, productsOf } from "./load/products.ts";
import { loadReservations, loadShortages } from "./load/promises.ts";
import { type Reach, reachOf, resolveNamed } from "./load/resolve.ts";
import { loadRules } from "./load/rules.ts";
import { type Db, rowsOf } from "./query.ts";
import type { Order, Product, State } from "./state.ts";
import { StateMoved } from "./state-moved.ts";

/**
 * Keeps links and recipes as they are, then locks the orders that the batch names, then every product that it may touch, in one order
 * for all callers, until the transaction ends; then reads what `decide` needs. The product's row stands for all its levels, also for those that do not exist
 * yet, and a bundle's row for the quantities published of it. Products come last because everybody wants the popular ones.
 */
export async function lockState(db: Db, commands: Command[], at: Date): Promise<State> {
  const named = namedBy(commands);
  const [, { productIds, soldListings }, orders] = await Promise.all([
    keepLinks(db),
    resolveNamed(db, named),
    loadOrders(db, named.orders, named.orderIds),
  ]);
  const reach = await reachOf(db, productIds, orders.values());
  // Sent in one go behind the lock, so each of these is read when the lock is ours.
  const [own, holders, { inside, particulars, ...read }] = await Promise.all([
    lockProducts(db, reach.toLock),
    holdersOf(db, reach.toLock),
    readLocked(db, commands, reach, at),
  ]);
  const locked = own.map(({ id }) => id);
  assertHoldersLocked(holders, locked);
  const products = productsOf([...own, ...inside], particulars);
  assertPartsRead(products);
  const state = await readFurther(db, { commands, named, orders, locked, at }, { products, soldListings, ...read });
  assertInsideLocked(state, named.takenApart, new Set(locked));
  return state;
}

/**
 * Waits for `lockLinks`, and holds the next one back. Before the orders: whoever changes links locks orders too, and would wait for
 * those of a batch that waits for the products.
 */
async function keepLinks(db: Db): Promise<void> {
  await rowsOf(db, "stock-keep-links", "lock table product in row share mode", []);
}

/** What is read of a row that is locked is what it was when the lock was ours. */
async function lockProducts(db: Db, productIds: string[]): Promise<BareProduct[]> {
  return rowsOf<BareProduct>(
    db,
    "stock-lock",
    "select id, sku from product where id = any($1::uuid[]) order by id for no key update",
    [productIds],
  );
}

type Read = Omit<Awaited<ReturnType<typeof readLocked>>, "inside" | "particulars"> &
  Pick<State, "products" | "soldListings">;

/** What every batch needs. None of it depends on another part. */
async function readLocked(db: Db, commands: Command[], { toLock, toRead }: Reach, at: Date) {
  const isLocked = new Set(toLock);
  const [inside, particulars, listed, network, stock, rules, operations, locations, shortages] = await Promise.all([
    loadBareProducts(
      db,
      toRead.filter((id) => !isLocked.has(id)),
    ),
    loadParticulars(db, toRead),
    loadListings(db, toLock),
    loadAllChannels(db),
    loadLevelsAt(db, toRead, at),
    loadRules(db, toLock),
    loadOperations(db, commands),
    loadLocations(db),
    loadShortages(db, toLock),
  ]);
  return { inside, particulars, ...listed, ...network, ...stock, rules, operations, locations, shortages };
}

interface Batch {
  commands: Command[];
  named: Named;
  orders: Map<string, Order>;
  locked: string[];
  at: Date;
}

/** What only some batches need; none of it is asked for by most. */
async function readFurther(db: Db, { commands, named, orders, locked, at }: Batch, read: Read): Promise<State> {
  const { hasExpiredHolds, hasExposures, ...known } = read;
  const [ahead, holds, expectations] = await Promise.all([
    loadAhead(db, { ...known, hasExposures }, gainMax(commands)),
    loadHolds(db, named.holdIds, locked, hasExpiredHolds ? at : null),
    loadExpectations(db, named.expectationIds, []),
  ]);
  const reservations = await loadReservations(db, {
    lineIds: lineIdsOf(orders),
    // What went over the counter was perhaps promised to somebody.
    productIds: mayTakeOffShelf(commands, orders) ? locked : named.givingWay,
    holdIds: [...holds.keys()],
    locked,
  });
  return { ...known, orders, ahead, holds, expectations, reservations };
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

/** What is sold, and all that is inside it, must be locked: an order or a recipe may have changed before the locks were ours. */
function assertInsideLocked(state: State, takenApart: string[], locked: ReadonlySet<string>): void {
  const needed = new Set(takenApart.filter((id) => state.products.has(id)));
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

/** A recipe that changed meanwhile may name parts that were not read. */
function assertPartsRead(products: ReadonlyMap<string, Product>): void {
  const parts = [...products.values()].flatMap(({ recipe }) => recipe?.components ?? []);
  const unread = parts.find(({ productId }) => !products.has(productId));
  if (unread) throw new StateMoved(`product ${unread.productId} came into a bundle while the batch was locking it`);
}

/** A bundle that began to hold one of the products meanwhile must be locked too: its numbers change with theirs. */
function assertHoldersLocked(holders: string[], locked: string[]): void {
  const known = new Set(locked);
  const holder = holders.find((id) => !known.has(id));
  if (holder) throw new StateMoved(`bundle ${holder} came into the batch while its locks were taken`);
}
