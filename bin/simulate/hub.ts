import {
  beginDraft,
  beginExposures,
  type Channel,
  type Command,
  type Draft,
  decide,
  type Expectation,
  type ExposureChange,
  expose,
  exposedBesideShared,
  flatten,
  type KnownExposure,
  type Level,
  type Location,
  listingKey,
  type Order,
  type Outcome,
  orderKey,
  type Product,
  type Reservation,
  type Rule,
  type Shortage,
  type SoldListing,
  type State,
  startExposed,
} from "@stockpool/stock/rules";
import { type Belief, type Flight, firstBelief, published, started } from "./belief.ts";
import type { Broken } from "./broken.ts";
import { Cancelled } from "./cancelled.ts";
import { byId, groupBy } from "./rows.ts";
import { mayShow, shownBy } from "./shown.ts";

/** What a hub is made of. */
export interface Catalogue {
  products: Product[];
  locations: Location[];
  channels: Channel[];
  listings: SoldListing[];
  rules: Rule[];
}

/** The hub's database in memory, and its transactions: each method is one, done whole or not at all. */
export class MemoryHub {
  readonly channels: Map<string, Channel>;
  readonly listings: Map<string, SoldListing>;
  readonly beliefs = new Map<string, Belief>();
  readonly orders = new Map<string, Order>();
  readonly watermarks = new Map<string, Date>();
  /** What was cancelled, by listing. */
  readonly #cancelled = new Map<string, Cancelled>();
  /** When each order was first seen. */
  readonly #seenAt = new Map<string, Date>();
  levels = new Map<string, Level[]>();
  exposures = new Map<string, KnownExposure>();
  reservations: Reservation[] = [];
  shortages: Shortage[] = [];
  /** Units on their way. */
  expectations: Expectation[] = [];
  /** Products whose listings wait to be published by a job of their own; one that waits already is joined. */
  readonly queued = new Set<string>();
  /** Shortages that opened although their listing was guaranteed, and its part fitted. */
  readonly brokenPromises = new Set<string>();
  rules: Rule[];
  readonly products: Map<string, Product>;
  readonly locations: Map<string, Location>;
  readonly #broken: Broken;
  #ids = 0;

  constructor(catalogue: Catalogue, broken: Broken) {
    this.products = byId(catalogue.products);
    this.locations = byId(catalogue.locations);
    this.channels = byId(catalogue.channels);
    this.listings = byId(catalogue.listings);
    this.rules = catalogue.rules;
    this.#broken = broken;
  }

  apply(commands: Command[], at: Date): Outcome[] {
    const { draft, publications, elsewhere, outcomes } = decide(this.#state(commands), commands, at, this.newId);
    for (const outcome of outcomes) {
      if (outcome.kind === "refused" && !mayRefuse.has(outcome.refusal.code)) throw new Error(outcome.refusal.message);
    }
    this.#noteBroken(draft);
    this.#keep(draft);
    for (const { listingId, ...change } of publications) {
      const belief = this.beliefs.get(listingId);
      if (belief) published(belief, change);
      else this.beliefs.set(listingId, firstBelief(change.quantity));
    }
    for (const productId of elsewhere) this.queued.add(productId);
    return outcomes;
  }

  /** Publishes a product that waits for it: a job takes its product out of the queue as it begins. */
  publishQueued(productId: string, at: Date): void {
    if (this.queued.delete(productId)) this.apply([{ verb: "republish", productIds: [productId] }], at);
  }

  /** Records what happened to listings on their platform; those that are not guaranteed are left alone. */
  change(changes: [listingId: string, change: ExposureChange][], at: Date): void {
    const commands = changes.flatMap(([listingId, change]): Command[] => {
      const productId = this.listings.get(listingId)?.productId;
      return productId && this.exposures.has(listingId)
        ? [{ verb: "change_exposure", productId, listingId, change }]
        : [];
    });
    if (commands.length > 0) this.apply(commands, at);
  }

  /** Notes that a push leaves; null when it may not. */
  start(listingId: string, at: Date): Flight | null {
    const belief = this.beliefs.get(listingId);
    if (!belief || belief.push || !belief.isPending) return null;
    const { quantity, expected: before } = belief;
    const draft = beginDraft(this.#state([]), at, this.newId);
    draft.exposures = beginExposures(draft);
    if (!startExposed(draft, listingId, quantity)) return null;
    const one = draft.exposures.get(listingId);
    if (one && this.#broken === "ignores_the_old_value") {
      expose(draft, one, "unknown", (exposure) => {
        exposure.units = quantity;
      });
    }
    const productId = this.listings.get(listingId)?.productId ?? "";
    for (const id of exposedBesideShared(draft, [productId])) this.queued.add(id);
    this.#keep(draft);
    const openUnits = this.#openUnits(listingId);
    const isGuaranteed = this.exposures.has(listingId);
    const push = { id: this.newId(), at, quantity, before, openUnits, isRefused: false, isGuaranteed };
    started(belief, push);
    return push;
  }

  newId = (): string => `id${String(++this.#ids).padStart(8, "0")}`;

  exposuresOf(channelId: string): KnownExposure[] {
    return [...this.exposures.values()].filter((one) => this.listings.get(one.listingId)?.channelId === channelId);
  }

  /** Whether what this listing shows can be sold once only: it is guaranteed, and everywhere it may draw on all parts fit. */
  isPromised(listingId: string): boolean {
    const listing = this.listings.get(listingId);
    if (!listing?.productId || !this.exposures.has(listingId)) return false;
    return flatten(this.products, listing.productId).every(({ productId }) =>
      (this.levels.get(productId) ?? []).every((level) => level.lapse === null),
    );
  }

  #noteBroken(draft: Draft): void {
    for (const { id, orderLineId } of draft.shortages.rows.filter((row) => row.isNew && row.endedAt === null)) {
      if (this.isPromised(draft.lines.get(orderLineId)?.listingId ?? "")) this.brokenPromises.add(id);
    }
  }

  kindOf(listingId: string): Channel["writeKind"] {
    const channel = this.channels.get(this.listings.get(listingId)?.channelId ?? "");
    if (!channel) throw new Error(`no listing ${listingId}`);
    return channel.writeKind;
  }

  #openUnits(listingId: string): number {
    return [...this.orders.values()]
      .flatMap((order) => order.lines)
      .filter((line) => line.listingId === listingId)
      .reduce((sum, line) => sum + line.ordered - line.cancelled - line.shipped, 0);
  }

  #state(commands: Command[]): State {
    const orders = new Map<string, Order>();
    for (const command of commands) {
      if (command.verb === "import_order") {
        const key = orderKey(command.channelId, command.order.platformOrderId);
        const known = this.orders.get(key);
        if (known) orders.set(key, { ...known, lines: known.lines.map((line) => ({ ...line })) });
      } else if ("orderId" in command) {
        for (const [key, order] of this.orders) if (order.id === command.orderId) orders.set(key, order);
      }
    }
    return {
      ...{ removedChannels: new Map(), operations: new Map(), holds: new Map(), expectations: this.expectations },
      ...{ products: this.products, locations: this.locations, channels: this.channels, levels: this.levels },
      listings: groupBy([...this.listings.values()], (one) => one.productId ?? ""),
      soldListings: new Map([...this.listings.values()].map((one) => [listingKey(one.channelId, one.platformId), one])),
      ahead: { openUnits: null, velocity: new Map(), incoming: null, ...this.#exposures() },
      ...{ rules: this.rules, orders, reservations: this.reservations, shortages: this.shortages },
    };
  }

  #exposures(): Pick<State["ahead"], "exposures" | "mayShow"> {
    if (!this.#isGuaranteed()) return { exposures: null, mayShow: new Map() };
    const exposures = new Map<string, KnownExposure>();
    const unguarded = new Map<string, number>();
    for (const { id, channelId } of this.listings.values()) {
      const [belief, one] = [this.beliefs.get(id), this.exposures.get(id)];
      if (one) exposures.set(id, { ...one, draws: inOrder(one.draws), shown: belief ? shownBy(belief) : null });
      else if (belief) unguarded.set(id, this.mayShow(id, channelId, belief));
    }
    return { exposures, mayShow: unguarded };
  }

  /** The most that a listing which is not guaranteed may be showing, or have sold unknown. */
  mayShow(listingId: string, channelId: string, belief: Belief): number {
    const watermark = this.watermarks.get(channelId) ?? null;
    return mayShow(belief, this.kindOf(listingId), watermark, this.#cancelledOn(listingId));
  }

  /** Whether a rule guarantees anything, or a listing is exposed still. */
  #isGuaranteed(): boolean {
    return (
      this.exposures.size > 0 || this.rules.some((rule) => rule.shareKind === "guaranteed" || rule.guardBelow !== null)
    );
  }

  #cancelledOn(listingId: string): Cancelled {
    const known = this.#cancelled.get(listingId) ?? new Cancelled();
    this.#cancelled.set(listingId, known);
    return known;
  }

  #noteCancelled({ at, orders, lines, reservations, shortages, operations }: Draft): void {
    for (const { id, isNew } of orders.values()) if (isNew) this.#seenAt.set(id, at);
    for (const line of lines.values()) {
      if (line.listingId) this.#cancelledOn(line.listingId).ofLine(line, this.#seenAt.get(line.orderId) ?? at);
    }
    const all = byId([...this.orders.values()].flatMap((order) => order.lines));
    for (const row of [...reservations.rows, ...shortages.rows]) {
      const line = all.get(row.orderLineId ?? "");
      if (!row.endedAt || !line?.listingId) continue;
      const isByImport = operations.some(({ id, verb }) => id === row.endedById && verb === "import_order");
      const isNet = this.kindOf(line.listingId) === "net_of_open_orders";
      if (!isPutBack(row.endedAs, isByImport, isNet)) continue;
      const each = line.parts?.find((part) => part.productId === row.productId)?.quantity ?? 1;
      const { productId, quantity: units, endedAt } = row;
      this.#cancelledOn(line.listingId).letGo({ lineId: line.id, productId, units, each, at: endedAt });
    }
  }

  #keep(draft: Draft): void {
    this.levels = groupBy(
      [...draft.levels.values()].map(({ isNew: _, isChanged: __, ...level }) => level),
      (level) => level.productId,
    );
    for (const [key, { isNew: _, isChanged: __, ...order }] of draft.orders) {
      const lines = order.lines.flatMap((line) => draft.lines.get(line.id) ?? line);
      this.orders.set(key, { ...order, lines: lines.map((line) => ({ ...line })) });
    }
    this.#noteCancelled(draft);
    this.reservations = draft.reservations.rows.filter((row) => row.endedAt === null).map((row) => ({ ...row }));
    this.shortages = draft.shortages.rows.filter((row) => row.endedAt === null).map((row) => ({ ...row }));
    this.expectations = [...draft.expectations.values()]
      .filter((one) => one.endedAt === null)
      .map(({ isNew: _, isChanged: __, ...one }) => one);
    for (const {
      listingId,
      isEnded,
      channel: _,
      drawing: __,
      isNew: ___,
      isChanged,
      ...one
    } of draft.exposures.values()) {
      if (isEnded) this.exposures.delete(listingId);
      else if (isChanged || !this.exposures.has(listingId)) this.exposures.set(listingId, { listingId, ...one });
    }
  }
}

/** Whether the platform may have put units on sale whose promise ended so. */
function isPutBack(endedAs: string | null, isByImport: boolean, isNet: boolean): boolean {
  if (endedAs === "released" || endedAs === "cancelled") return true;
  return isNet && (endedAs === "shipped_elsewhere" || (endedAs === "shipped" && isByImport));
}

/** As the database gives them. */
function inOrder(draws: KnownExposure["draws"]): KnownExposure["draws"] {
  const key = ({ productId, locationId }: KnownExposure["draws"][number]) => `${productId}/${locationId}`;
  return [...draws].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Promises of the hub's own that may be refused for lack of stock, and what was found out too late. */
const mayRefuse: ReadonlySet<string> = new Set(["not_enough_available", "not_enough_on_hand", "more_than_open"]);
