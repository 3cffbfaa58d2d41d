import { available } from "../available.ts";
import { flatten } from "../bundle/flatten.ts";
import { type ListingFacts, noFacts } from "../publish/facts.ts";
import type { RuleBook } from "../publish/inherit.ts";
import { countLocations, openLocations, type Pool } from "../publish/locations.ts";
import { publish } from "../publish/pipeline.ts";
import type { Channel, Level, Part, Product } from "../state.ts";
import { dealAnew } from "./deal-anew.ts";

/** Units that buyers ordered of a listing, when, and when the hub knew. */
export interface PastSale {
  at: Date;
  knownAt: Date;
  listingId: string;
  units: number;
}

/** Units that came to a location or left it by anything but orders. */
export interface PastSupply {
  at: Date;
  productId: string;
  locationId: string;
  units: number;
}

/** A stretch of the past; `pool` is as it was when it began. */
export interface Past {
  from: Date;
  until: Date;
  pool: Pool;
  sales: PastSale[];
  supplies: PastSupply[];
}

/** A listing that took part. */
export interface PastListing {
  id: string;
  channel: Channel;
  product: Product;
  facts?: ListingFacts;
}

/** How the past would have gone under some rules. */
export interface ReplayResult {
  /** Units sold that the pool did not have any more when they were sold. */
  unitsOversold: number;
  /** Units that buyers wanted, that the pool had and that their listing did not show. */
  salesLost: number;
  /** Units of the pool beyond what all listings together showed, on average over the time. */
  unitsParked: number;
}

/**
 * Plays past orders again under these rules, without clock or chance. Buyers want what they really ordered, when they did; the hub
 * learns of it as late as it did; in between the other listings go on showing what they showed.
 */
export function replay(past: Past, book: RuleBook, listings: PastListing[]): ReplayResult {
  const world = new World(past, book, listings);
  for (const event of eventsOf(past)) world.happen(event);
  return world.end();
}

type Event =
  | { kind: "sold"; at: Date; sale: PastSale }
  | { kind: "known"; at: Date; sale: PastSale }
  | { kind: "supplied"; at: Date; supply: PastSupply };

/** In order of time; at one moment first what came, then what became known, then what was sold, by listing; always in one order. */
function eventsOf({ sales, supplies }: Past): Event[] {
  const events: Event[] = [
    ...supplies.map((supply): Event => ({ kind: "supplied", at: supply.at, supply })),
    ...sales.filter(isKnownLater).map((sale): Event => ({ kind: "known", at: sale.knownAt, sale })),
    ...sales.map((sale): Event => ({ kind: "sold", at: sale.at, sale })),
  ];
  const turn = { supplied: 0, known: 1, sold: 2 };
  return events.sort((a, b) => a.at.getTime() - b.at.getTime() || turn[a.kind] - turn[b.kind] || tie(a, b));
}

function tie(a: Event, b: Event): number {
  if (a.kind === "supplied" || b.kind === "supplied") return 0;
  if (a.sale.listingId !== b.sale.listingId) return a.sale.listingId < b.sale.listingId ? -1 : 1;
  return a.sale.units - b.sale.units || a.sale.knownAt.getTime() - b.sale.knownAt.getTime();
}

/** Others are known in the moment in which they are sold. */
function isKnownLater({ at, knownAt }: PastSale): boolean {
  return knownAt > at;
}

class World {
  readonly #past: Past;
  readonly #book: RuleBook;
  readonly #listings: ReadonlyMap<string, PastListing>;
  /** Units really free, and units free as the hub knows it. */
  readonly #real: Map<string, Level[]>;
  readonly #known: Map<string, Level[]>;
  readonly #shown = new Map<string, number>();
  /** What each sale took, and from where; what it could not take is short. */
  readonly #taken = new Map<PastSale, { takes: Take[]; units: number }>();
  readonly #short = new Map<string, number>();
  /** Units sold on a listing that the hub does not know of yet. */
  readonly #unseen = new Map<string, number>();
  readonly #parts: ReadonlyMap<string, Part[]>;
  readonly #members: Parameters<typeof dealAnew>[2];
  #oversold = 0;
  #lost = 0;
  #parkedMs = 0;
  #now: Date;

  constructor(past: Past, book: RuleBook, listings: PastListing[]) {
    this.#past = past;
    this.#book = book;
    this.#listings = new Map(listings.map((one) => [one.id, one]));
    this.#parts = new Map(listings.map((one) => [one.id, flatten(past.pool.products, one.product.id)]));
    this.#members = listings.map(({ facts = noFacts, ...one }) => ({ ...one, velocity: facts.velocity }));
    this.#real = copy(past.pool.levels);
    this.#known = copy(past.pool.levels);
    this.#now = past.from;
    this.#publish();
  }

  happen(event: Event): void {
    this.#passTo(event.at);
    switch (event.kind) {
      case "sold":
        this.#sell(event.sale);
        break;
      case "known":
        this.#learn(event.sale);
        break;
      case "supplied":
        this.#supply(event.supply);
        break;
    }
  }

  end(): ReplayResult {
    this.#passTo(this.#past.until);
    const ms = Math.max(1, this.#past.until.getTime() - this.#past.from.getTime());
    const unitsParked = Math.round((this.#parkedMs / ms) * 10) / 10;
    return { unitsOversold: this.#oversold, salesLost: this.#lost, unitsParked };
  }

  #sell(sale: PastSale): void {
    const listing = this.#listings.get(sale.listingId);
    if (!listing) return;
    const shown = this.#shown.get(sale.listingId) ?? 0;
    const sold = Math.min(sale.units, shown);
    const there = this.#freeFor(listing);
    this.#lost += Math.min(sale.units - sold, Math.max(0, there - sold));
    this.#oversold += Math.max(0, sold - there);
    const takes = this.#takesFor(listing, sold);
    for (const take of takes) changeLevel(this.#real, take, -take.units);
    this.#taken.set(sale, { takes, units: sold });
    this.#shown.set(sale.listingId, shown - sold);
    this.#unseen.set(sale.listingId, (this.#unseen.get(sale.listingId) ?? 0) + sold);
    if (!isKnownLater(sale)) this.#learn(sale);
  }

  #learn(sale: PastSale): void {
    const taken = this.#taken.get(sale);
    if (!taken) return;
    for (const take of taken.takes) changeLevel(this.#known, take, -take.units);
    this.#unseen.set(sale.listingId, (this.#unseen.get(sale.listingId) ?? 0) - taken.units);
    this.#publish();
  }

  /** What comes is for those first who were sold what was not there; what goes beyond what is free had been sold. */
  #supply({ productId, locationId, units }: PastSupply): void {
    const level = this.#real.get(productId)?.find((one) => one.locationId === locationId);
    const missing = this.#short.get(productId) ?? 0;
    const short = units > 0 ? Math.min(units, missing) : Math.min(0, units + (level ? available(level) : 0));
    this.#short.set(productId, missing - short);
    changeLevel(this.#real, { productId, locationId }, units - short);
    changeLevel(this.#known, { productId, locationId }, units - short);
    this.#publish();
  }

  #publish(): void {
    const pool = { ...this.#past.pool, levels: this.#known };
    const { parts, shared } = dealAnew(pool, this.#book, this.#members, (id) => this.#unseen.get(id) ?? 0);
    for (const { id, channel, product, facts = noFacts } of this.#listings.values()) {
      const dealt = parts.get(id) ?? null;
      const { quantity } = publish(dealt ? pool : shared, this.#book, channel, product, { ...facts, dealt });
      this.#shown.set(id, Math.max(0, quantity - (this.#unseen.get(id) ?? 0)));
    }
  }

  #freeFor({ channel, product }: PastListing): number {
    const pool = { ...this.#past.pool, levels: this.#real, locations: withoutSafety(this.#past.pool.locations) };
    return countLocations(pool, channel, product).after;
  }

  /** Units for a sale, part by part, from the channel's locations in their order; what is missing is short. */
  #takesFor({ id, channel }: PastListing, sold: number): Take[] {
    const takes: Take[] = [];
    for (const part of this.#parts.get(id) ?? []) {
      let wanted = sold * part.quantity;
      for (const locationId of openLocations(this.#past.pool, channel)) {
        const level = this.#real.get(part.productId)?.find((one) => one.locationId === locationId);
        const units = Math.min(wanted, Math.max(0, level ? available(level) : 0));
        if (units > 0) takes.push({ productId: part.productId, locationId, units });
        wanted -= units;
      }
      if (wanted > 0) this.#short.set(part.productId, (this.#short.get(part.productId) ?? 0) + wanted);
    }
    return takes;
  }

  /** Adds up what lies idle until `at`. */
  #passTo(at: Date): void {
    const ms = at.getTime() - this.#now.getTime();
    if (ms <= 0) return;
    this.#parkedMs += ms * this.#parked();
    this.#now = at;
  }

  #parked(): number {
    const offered = new Map<string, number>();
    for (const [id, parts] of this.#parts) {
      const shown = this.#shown.get(id) ?? 0;
      for (const part of parts) {
        offered.set(part.productId, (offered.get(part.productId) ?? 0) + shown * part.quantity);
      }
    }
    return [...offered].reduce((sum, [productId, units]) => sum + Math.max(0, this.#total(productId) - units), 0);
  }

  #total(productId: string): number {
    return (this.#real.get(productId) ?? []).reduce((sum, level) => sum + Math.max(0, available(level)), 0);
  }
}

interface Take {
  productId: string;
  locationId: string;
  units: number;
}

function changeLevel(levels: Map<string, Level[]>, place: Omit<Take, "units">, units: number): void {
  const { productId, locationId } = place;
  const known = levels.get(productId)?.find((one) => one.locationId === locationId);
  const level = known ?? emptyLevel(place);
  if (!known) levels.set(productId, [...(levels.get(productId) ?? []), level]);
  level.onHand = Math.max(0, level.onHand + units);
}

/** A level without any units. */
export function emptyLevel({ productId, locationId }: Omit<Take, "units">): Level {
  return { productId, locationId, onHand: 0, unavailable: 0, reserved: 0, incoming: 0, exposed: 0, lapse: null };
}

function copy(levels: ReadonlyMap<string, Level[]>): Map<string, Level[]> {
  return new Map([...levels].map(([id, rows]) => [id, rows.map((level) => ({ ...level }))]));
}

/** What is kept back for safety is there all the same. */
function withoutSafety(locations: Pool["locations"]): Pool["locations"] {
  return new Map([...locations].map(([id, location]) => [id, { ...location, safetyStock: 0 }]));
}
