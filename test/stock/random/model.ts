import { parcelsFor } from "./model-route.ts";
import { PromiseModel } from "./promise-model.ts";
import { type ModelLine, type ModelOrder, sum } from "./promised.ts";
import type { Act, OrderAct, Version } from "./scenario.ts";
import { contents, lateListing, type PlaceName } from "./shop.ts";

/** Orders, deliveries and corrections, said as simply as they can be: counts, a list of promises, one command after the other. */
export class Model extends PromiseModel {
  readonly orders = new Map<string, ModelOrder>();
  /** Units that each listing's platform has taken off by itself; null when nobody can tell any more what it shows. */
  readonly shownLess = new Map<string, number | null>();
  isLateLinked = false;
  readonly #keys = new Map<string, string>();

  /** Lets the time come: what has expired by then is free. */
  at(_now: number): void {}

  /** Another transaction: what was chosen for the orders of the one before is forgotten. */
  beginBatch(): void {
    this.parcels.clear();
  }

  /** Does one command; tells how it ends: applied, repeated, or the code of the refusal. */
  act(act: Act): string {
    if (act.verb === "import_order") return this.#import(act.order, act.version, act.fromHold);
    const content = JSON.stringify({ ...act, key: null });
    const known = this.#keys.get(act.key);
    if (known !== undefined) return known === content ? "repeated" : "key_already_used";
    const end = this.any(act);
    if (end === "applied") this.#keys.set(act.key, content);
    return end;
  }

  /** Does any command that has a key; the model of all verbs knows more of them. */
  protected any(act: Exclude<Act, { verb: "import_order" }>): string {
    throw new Error(`the model does not know ${act.verb}`);
  }

  protected keyed(act: OrderAct): string {
    switch (act.verb) {
      case "receive":
        if (act.quantity < 1) return "quantity_out_of_range";
        return this.#count(act.product, act.place, (onHand) => onHand + act.quantity);
      case "adjust_by":
        if (act.delta === 0) return "quantity_out_of_range";
        return this.#count(act.product, act.place, (onHand) => onHand + act.delta);
      case "adjust_to":
        return this.#count(act.product, act.place, () => act.onHand, act.expected);
      case "ship":
      case "release":
        return this.#onLine(act);
    }
  }

  #count(product: string, place: PlaceName, change: (onHand: number) => number, expected?: number): string {
    if (Object.keys(contents[product] ?? {}).length > 1) return "product_is_bundle";
    const key = `${product} at ${place}`;
    const before = this.onHand.get(key) ?? 0;
    if (expected !== undefined && expected !== before) return "expected_differs";
    const after = change(before);
    if (after < (this.unavailable.get(key) ?? 0)) return "not_enough_on_hand";
    this.onHand.set(key, after);
    if (after < before) this.giveWay(product, place);
    if (after > before) this.fill(product);
    return "applied";
  }

  #onLine(act: Extract<Act, { verb: "ship" | "release" }>): string {
    if (act.quantity < 1) return "quantity_out_of_range";
    const order = act.isOrderKnown ? this.orders.get(act.order) : undefined;
    if (!order) return "order_not_found";
    const line = act.isLineKnown ? order.lines.get(act.line) : undefined;
    if (!line) return "order_line_not_found";
    if (act.quantity > line.ordered - line.cancelled - line.shipped) return "more_than_open";
    if (act.verb === "ship") this.#ship(line, act.quantity);
    else this.#doubt(line);
    line[act.verb === "ship" ? "shipped" : "cancelled"] += act.quantity;
    if (act.verb === "release") this.#settle(line, line.ordered - line.cancelled - line.shipped);
    return "applied";
  }

  #import(name: string, version: Version, fromHold: string | null): string {
    if (version.lines.some((line) => line.cancelled + line.shipped > line.ordered)) return "quantity_out_of_range";
    const known = this.orders.get(name);
    if (known && version.updatedAt < known.updatedAt) return "repeated";
    let isChanged = !known || version.updatedAt > known.updatedAt;
    const { channel, country, placedAt, updatedAt, isPlatforms } = version;
    const order = known ?? { channel, country, placedAt, updatedAt, isPlatforms, lines: new Map<string, ModelLine>() };
    this.orders.set(name, order);
    order.updatedAt = updatedAt;
    const isMoved = isChanged && country !== null && country !== order.country;
    if (isMoved) order.country = country;
    const named = new Set(version.lines.map((line) => line.name));
    const gone = [...order.lines.values()].filter((line) => !named.has(line.name));
    if (this.strategy === "fewest_parcels" && !order.isPlatforms) this.#planParcels(order, version.lines, gone);
    for (const line of version.lines) isChanged = this.#update(order, line, fromHold) || isChanged;
    for (const line of gone)
      isChanged =
        this.#update(order, { ...line, listing: "", cancelled: line.ordered - line.shipped }, fromHold) || isChanged;
    if (isMoved) for (const product of ["mug", "tea", "box"]) this.fill(product);
    if (isChanged && fromHold) this.endHold(fromHold);
    return isChanged ? "applied" : "repeated";
  }

  /** What is left of a hold that became an order's is free. */
  protected endHold(_key: string): void {}

  /** Units of a hold become a line's, where they lie. */
  protected takeHeld(_key: string, _line: ModelLine, _product: string, _wanted: number): void {}

  #update(order: ModelOrder, now: Version["lines"][number], fromHold: string | null): boolean {
    const isNew = !order.lines.has(now.name);
    const none = { product: null, ordered: 0, cancelled: 0, cancelledThere: 0, shipped: 0, returned: 0 };
    const line = order.lines.get(now.name) ?? { name: now.name, order, listing: now.listing, ...none };
    order.lines.set(now.name, line);
    const before = { ...line };
    line.product ??= now.listing === "" ? null : this.#productOf(line.listing);
    Object.assign(line, combined(line, now));
    const isLinked = before.product !== line.product;
    const shippedBefore = isLinked ? 0 : before.shipped;
    const orderedBefore = isLinked ? 0 : before.ordered - before.cancelled;
    const cancelledNow = line.cancelled - (isLinked ? 0 : before.cancelled);
    // What the hub had released itself is heard of only when the platform cancels it.
    const isHeardOf = now.cancelled > before.cancelledThere;
    line.cancelledThere = now.cancelled;
    this.#believe(line, line.ordered - line.cancelled - orderedBefore, isHeardOf ? now.cancelled : cancelledNow);
    this.#settle(line, line.ordered - line.cancelled - shippedBefore, fromHold);
    this.#ship(line, line.shipped - shippedBefore);
    const isSame = (["ordered", "cancelled", "cancelledThere", "shipped"] as const).every(
      (field) => before[field] === line[field],
    );
    return isNew || isLinked || !isSame;
  }

  /** Chooses places for all that a version seeks beyond what its order is promised. */
  #planParcels(order: ModelOrder, now: Version["lines"], gone: ModelLine[]): void {
    const sought = new Map<string, number>();
    const none = { product: null, ordered: 0, cancelled: 0, shipped: 0 };
    const vanished = gone.map((line) => ({ ...line, cancelled: line.ordered - line.shipped }));
    for (const one of [...now, ...vanished]) {
      const line = order.lines.get(one.name);
      const known = line ?? none;
      const next = combined(known, one);
      const open = next.ordered - next.cancelled - (known.product ? known.shipped : 0);
      const product = known.product ?? this.#productOf(line?.listing ?? one.listing);
      for (const [part, quantity] of Object.entries(contents[product ?? ""] ?? {})) {
        const mine = sum(this.promises.filter(({ owner, product: other }) => owner === line && other === part));
        const wanted = open * quantity - (line ? mine : 0);
        if (wanted > 0) sought.set(part, (sought.get(part) ?? 0) + wanted);
      }
    }
    const used = this.promises.flatMap(({ owner, place }) =>
      typeof owner !== "string" && owner.order === order && place ? [place] : [],
    );
    const places = this.placesFor(order);
    const found = (part: string) => places.map((place) => ({ place, units: this.free(part, place) }));
    const all = [...sought].map(([part, wanted]) => ({ wanted, found: found(part) }));
    this.parcels.set(order, parcelsFor(all, used));
  }

  /** The platform has taken off what was ordered there; what it does with cancelled units, it does not say. */
  #believe(line: ModelLine, ordered: number, cancelled: number): void {
    const listing = `${line.listing} on ${line.order.channel}`;
    const before = this.shownLess.get(listing) ?? 0;
    if (ordered < 0 || cancelled > 0) this.#doubt(line);
    else if (line.product && this.shownLess.get(listing) !== null) this.shownLess.set(listing, before + ordered);
  }

  #doubt(line: ModelLine): void {
    if (line.product) this.shownLess.set(`${line.listing} on ${line.order.channel}`, null);
  }

  #productOf(listing: string): string | null {
    if (listing === lateListing) return this.isLateLinked ? "box" : null;
    return listing in contents ? listing : null;
  }

  #settle(line: ModelLine, open: number, fromHold: string | null = null): void {
    for (const [product, quantity] of fromHold ? this.needs(line) : []) {
      const mine = sum(this.promises.filter((one) => one.owner === line && one.product === product));
      if (fromHold) this.takeHeld(fromHold, line, product, Math.max(0, open * quantity - mine));
    }
    if (line.product === "hamper") this.reserveSets(line, open);
    for (const [product, quantity] of this.needs(line)) {
      const wanted =
        open * quantity - sum(this.promises.filter((one) => one.owner === line && one.product === product));
      if (wanted > 0) this.short(line, product, wanted - this.reserve(line, product, wanted));
      if (wanted < 0) this.letGo(line, product, -wanted);
    }
  }

  #ship(line: ModelLine, shipped: number): void {
    // bol takes its open orders off what is written, so that a shipped one has to be written anew.
    if (line.order.channel === "bol" && !line.order.isPlatforms && shipped > 0) this.#doubt(line);
    for (const [product, quantity] of this.needs(line)) {
      const mine = this.promises.filter((one) => one.owner === line && one.product === product);
      const reservedFirst = [...mine.filter((one) => one.place), ...mine.filter((one) => one.place === null)];
      this.take(reservedFirst, shipped * quantity, (place, units) => {
        const key = `${product} at ${place}`;
        this.onHand.set(key, (this.onHand.get(key) ?? 0) - units);
      });
    }
  }
}

/** What a line counts once a version is taken over. */
function combined(
  known: Pick<ModelLine, "ordered" | "cancelled" | "shipped">,
  now: Pick<ModelLine, "ordered" | "cancelled" | "shipped">,
) {
  const shipped = Math.max(known.shipped, now.shipped);
  const ordered = Math.max(now.ordered, shipped);
  return { shipped, ordered, cancelled: Math.min(Math.max(known.cancelled, now.cancelled), ordered - shipped) };
}
