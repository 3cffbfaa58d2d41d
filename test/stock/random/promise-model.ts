import { routed } from "./model-route.ts";
import { type ModelLine, type ModelOrder, type Promised, placedAt, sum } from "./promised.ts";
import { contents, type PlaceName, placesOf, type Strategy, shipsTo } from "./shop.ts";

/** What lies where, and for whom: counts, and a list of promises. */
export class PromiseModel {
  readonly onHand = new Map<string, number>();
  readonly unavailable = new Map<string, number>();
  promises: Promised[] = [];
  protected readonly strategy: Strategy;
  /** Places chosen for all of an order, by the batch at hand. */
  protected readonly parcels = new Map<ModelOrder, PlaceName[]>();
  #ids = 0;

  constructor(strategy: Strategy) {
    this.strategy = strategy;
  }

  /** Units of a plain product at a place that nobody was promised. */
  free(product: string, place: PlaceName): number {
    return this.sellable(product, place) - this.reserved(product, place);
  }

  /** Units that may be sold, promised or not. */
  protected sellable(product: string, place: PlaceName): number {
    const key = `${product} at ${place}`;
    return (this.onHand.get(key) ?? 0) - (this.unavailable.get(key) ?? 0);
  }

  reserved(product: string, place: PlaceName): number {
    return sum(this.promises.filter((one) => one.product === product && one.place === place));
  }

  /** What a line takes from the own pool, by product. */
  protected needs(line: ModelLine): [string, number][] {
    return line.product && !line.order.isPlatforms ? Object.entries(contents[line.product] ?? {}) : [];
  }

  /** Reserves as the channel's strategy wants it; tells how many were found. */
  protected reserve(line: ModelLine, product: string, wanted: number): number {
    const { country } = line.order;
    return this.promise(line, this.placesFor(line.order), product, wanted, { country, parcels: this.#parcelsOf(line) });
  }

  /** Promises units from these places; tells how many were found. */
  protected promise(
    owner: ModelLine | string,
    places: PlaceName[],
    product: string,
    wanted: number,
    sought: Parameters<typeof routed>[3],
  ): number {
    const found = places.map((place) => ({ place, units: this.free(product, place) }));
    const taken = routed(this.strategy, found, wanted, sought);
    for (const { place, units } of taken) this.add(owner, product, place, units);
    return taken.reduce((total, { units }) => total + units, 0);
  }

  /** A new promise. */
  protected add(owner: ModelLine | string, product: string, place: PlaceName | null, units: number): void {
    if (units <= 0) return;
    this.#ids += 1;
    this.promises.push({ id: this.#ids, owner, product, place, units });
  }

  #parcelsOf({ order }: ModelLine): PlaceName[] {
    return this.parcels.get(order) ?? [];
  }

  /** A hamper is sent from one place: complete ones as the strategy wants it, each from a place that has all parts. */
  protected reserveSets(line: ModelLine, open: number): void {
    const needs = this.needs(line);
    const mine = (product: string) => sum(this.promises.filter((one) => one.owner === line && one.product === product));
    const missing = Math.min(
      ...needs.map(([product, quantity]) => Math.floor((open * quantity - mine(product)) / quantity)),
    );
    if (needs.length === 0 || missing < 1) return;
    const setsAt = (place: PlaceName) =>
      Math.min(...needs.map(([product, quantity]) => Math.floor(this.free(product, place) / quantity)));
    const found = this.placesFor(line.order).map((place) => ({ place, units: setsAt(place) }));
    const sought = { country: line.order.country, parcels: this.#parcelsOf(line) };
    for (const { place, units } of routed(this.strategy, found, missing, sought)) {
      for (const [product, quantity] of needs) this.add(line, product, place, units * quantity);
    }
  }

  protected placesFor({ channel, country }: Pick<ModelOrder, "channel" | "country">): PlaceName[] {
    return placesOf[channel].filter((place) => {
      const countries = shipsTo[place];
      return country === null || countries.length === 0 || countries.includes(country);
    });
  }

  protected short(line: ModelLine, product: string, units: number): void {
    this.add(line, product, null, units);
  }

  protected letGo(line: ModelLine, product: string, units: number): void {
    const mine = this.promises.filter((one) => one.owner === line && one.product === product);
    const shortFirst = [...mine.filter((one) => one.place === null), ...mine.filter((one) => one.place).reverse()];
    this.take(shortFirst, units);
    this.fill(product);
  }

  /** Ends so many units of these promises, first to last. */
  protected take(
    promises: Promised[],
    units: number,
    onPlace: (place: PlaceName, units: number) => void = () => {},
  ): void {
    let left = units;
    for (const one of promises) {
      const taken = Math.min(left, one.units);
      one.units -= taken;
      left -= taken;
      if (one.place && taken > 0) onPlace(one.place, taken);
    }
    this.promises = this.promises.filter((one) => one.units > 0);
  }

  protected fill(product: string): void {
    const short = this.promises.filter((one) => one.product === product && one.place === null);
    for (const one of short.sort((a, b) => placedAt(a) - placedAt(b))) {
      if (typeof one.owner !== "string") this.take([one], this.reserve(one.owner, product, one.units));
    }
  }

  protected giveWay(product: string, place: PlaceName): void {
    for (const one of this.promises.filter((other) => other.product === product && other.place === place).reverse()) {
      const units = Math.min(-this.free(product, place), one.units);
      if (units <= 0) return;
      const { owner } = one;
      this.take([one], units);
      if (typeof owner !== "string") this.short(owner, product, units - this.reserve(owner, product, units));
    }
  }
}
