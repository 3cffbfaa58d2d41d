import type { KeptAct } from "./kept-steps.ts";
import { Model } from "./model.ts";
import { type ModelLine, sum } from "./promised.ts";
import type { Act, OrderAct } from "./scenario.ts";
import { contents, type PlaceName, shipsTo } from "./shop.ts";

/** Units that are to come to a place. */
interface ModelExpectation {
  product: string;
  place: PlaceName;
  isTransfer: boolean;
  quantity: number;
  received: number;
  lost: number;
  isEnded: boolean;
}

interface ModelHold {
  expiresAt: number;
  isEnded: boolean;
}

const minuteMs = 60_000;

/** All verbs of stock, said as simply as they can be. */
export class WholeModel extends Model {
  readonly expectations = new Map<string, ModelExpectation>();
  readonly holds = new Map<string, ModelHold>();
  #now = 0;

  /** Units still to come of a product at a place. */
  incoming(product: string, place: PlaceName): number {
    return [...this.expectations.values()]
      .filter((one) => one.product === product && one.place === place)
      .reduce((total, one) => total + openOf(one), 0);
  }

  override at(now: number): void {
    this.#now = now;
    for (const [key, hold] of this.holds) if (!hold.isEnded && hold.expiresAt <= now) this.endHold(key);
  }

  protected override any(act: Exclude<Act, { verb: "import_order" }>): string {
    return isKept(act) ? this.#kept(act) : this.keyed(act);
  }

  protected override endHold(key: string): void {
    const hold = this.holds.get(key);
    if (!hold || hold.isEnded) return;
    hold.isEnded = true;
    const kept = this.promises.filter((one) => one.owner === key);
    this.take(kept, sum(kept));
    for (const product of new Set(kept.map((one) => one.product))) this.fill(product);
  }

  protected override takeHeld(key: string, line: ModelLine, product: string, wanted: number): void {
    let left = wanted;
    for (const one of this.promises.filter((other) => other.owner === key && other.product === product)) {
      const units = Math.min(left, one.units);
      if (units === 0) continue;
      this.take([one], units);
      this.add(line, product, one.place, units);
      left -= units;
    }
  }

  #kept(act: KeptAct): string {
    switch (act.verb) {
      case "expect":
      case "transfer_out":
        return this.#send(act);
      case "quarantine":
      case "unquarantine":
      case "write_off":
        return this.#setApart(act);
      case "count":
        return this.#counted(act);
      case "arrive":
      case "change_expectation":
      case "cancel_expectation":
        return this.#onExpectation(act);
      case "hold":
        return this.#hold(act);
      case "extend_hold":
      case "release_hold":
        return this.#onHold(act);
      case "restock":
        return this.#restock(act);
      case "reroute":
        return this.#reroute(act);
    }
  }

  #reroute({ isOrderKnown, order, promiseId, to, quantity }: Extract<KeptAct, { verb: "reroute" }>): string {
    if (quantity !== undefined && quantity !== null && quantity < 1) return "quantity_out_of_range";
    const found = isOrderKnown ? this.orders.get(order) : undefined;
    if (!found) return "order_not_found";
    const one = this.promises.find(({ id }) => id === promiseId);
    if (!one || typeof one.owner === "string" || one.owner.order !== found) return "reservation_not_found";
    const units = quantity ?? one.units;
    if (units > one.units) return "quantity_out_of_range";
    if (one.place === to) return "already_there";
    const ships = shipsTo[to];
    if (found.country !== null && ships.length > 0 && !ships.includes(found.country)) return "country_not_shipped_to";
    if (!this.placesFor(found).includes(to)) return "location_not_of_channel";
    if (this.free(one.product, to) < units) return "not_enough_available";
    this.take([one], units);
    this.add(one.owner, one.product, to, units);
    this.fill(one.product);
    return "applied";
  }

  #send(act: Extract<KeptAct, { verb: "expect" | "transfer_out" }>): string {
    const { key, product, place, quantity } = act;
    if (quantity < 1) return "quantity_out_of_range";
    if (isBundle(product)) return "product_is_bundle";
    const isTransfer = act.verb === "transfer_out";
    if (isTransfer && this.free(product, place) < quantity) return "not_enough_available";
    if (isTransfer) this.#count(this.onHand, product, place, -quantity);
    const to = isTransfer ? otherPlace(place) : place;
    this.expectations.set(key, { product, place: to, isTransfer, quantity, received: 0, lost: 0, isEnded: false });
    return "applied";
  }

  #setApart(act: Extract<KeptAct, { verb: "quarantine" | "unquarantine" | "write_off" }>): string {
    const { product, place, quantity } = act;
    if (quantity < 1) return "quantity_out_of_range";
    if (isBundle(product)) return "product_is_bundle";
    const isOfSellable = act.verb === "quarantine" || (act.verb === "write_off" && act.from === "sellable");
    const apart = this.unavailable.get(`${product} at ${place}`) ?? 0;
    if (isOfSellable && quantity > this.sellable(product, place)) return "not_enough_on_hand";
    if (!isOfSellable && quantity > apart) return "more_than_unavailable";
    if (act.verb === "write_off") this.#count(this.onHand, product, place, -quantity);
    if (act.verb === "quarantine") this.#count(this.unavailable, product, place, quantity);
    if (!isOfSellable) this.#count(this.unavailable, product, place, -quantity);
    if (act.verb === "unquarantine") this.fill(product);
    else this.giveWay(product, place);
    return "applied";
  }

  #counted({ product, place, counted, onHandSeen }: Extract<KeptAct, { verb: "count" }>): string {
    if (isBundle(product)) return "product_is_bundle";
    const key = `${product} at ${place}`;
    const before = this.onHand.get(key) ?? 0;
    const after = counted + (onHandSeen === undefined ? 0 : before - onHandSeen);
    if (after < 0) return "not_enough_on_hand";
    this.onHand.set(key, after);
    this.unavailable.set(key, Math.min(after, this.unavailable.get(key) ?? 0));
    if (after < before) this.giveWay(product, place);
    if (after > before) this.fill(product);
    return "applied";
  }

  #onExpectation(act: Extract<KeptAct, { verb: "arrive" | "change_expectation" | "cancel_expectation" }>): string {
    const expectation = act.isKnown ? this.expectations.get(act.of) : undefined;
    if (act.verb === "arrive") return this.#arrive(act, expectation);
    if (act.verb === "change_expectation" && act.quantity < 1) return "quantity_out_of_range";
    if (!expectation) return "expectation_not_found";
    if (expectation.isEnded) return "expectation_ended";
    const { isTransfer, received, lost } = expectation;
    if (act.verb === "cancel_expectation") {
      if (isTransfer) return "expectation_not_found";
      expectation.lost += openOf(expectation);
    } else {
      if (isTransfer && act.quantity !== expectation.quantity) return "quantity_out_of_range";
      if (act.quantity < received + lost) return "quantity_out_of_range";
      expectation.quantity = act.quantity;
    }
    expectation.isEnded = openOf(expectation) === 0;
    return "applied";
  }

  /** Purchases are received, whatever is lost of them; only transfers can lose units on their way. */
  #arrive(act: Extract<KeptAct, { verb: "arrive" }>, expectation: ModelExpectation | undefined): string {
    const lost = expectation && !expectation.isTransfer ? 0 : act.lost;
    if (act.received + lost < 1) return "quantity_out_of_range";
    if (!expectation) return "expectation_not_found";
    if (expectation.isEnded) return "expectation_ended";
    if (expectation.isTransfer && act.received + lost > openOf(expectation)) return "more_than_open";
    expectation.received += act.received;
    expectation.lost += lost;
    expectation.isEnded = openOf(expectation) === 0;
    this.#count(this.onHand, expectation.product, expectation.place, act.received);
    if (act.received > 0) this.fill(expectation.product);
    return "applied";
  }

  #hold({ key, product, channel, country, quantity, expiresAt }: Extract<KeptAct, { verb: "hold" }>): string {
    if (quantity < 1) return "quantity_out_of_range";
    if (expiresAt <= this.#now) return "expiry_not_valid";
    const places = this.placesFor({ channel, country });
    const parts = Object.entries(contents[product] ?? {});
    const free = (part: string) => places.reduce((total, place) => total + this.free(part, place), 0);
    if (parts.some(([part, each]) => free(part) < each * quantity)) return "not_enough_available";
    for (const [part, each] of parts) this.promise(key, places, part, each * quantity, { country, parcels: [] });
    this.holds.set(key, { expiresAt, isEnded: false });
    return "applied";
  }

  #onHold(act: Extract<KeptAct, { verb: "extend_hold" | "release_hold" }>): string {
    const hold = act.isKnown ? this.holds.get(act.of) : undefined;
    if (!hold) return "hold_not_found";
    if (hold.isEnded) return "hold_ended";
    if (act.verb === "extend_hold" && act.expiresAt <= this.#now) return "expiry_not_valid";
    if (act.verb === "extend_hold") hold.expiresAt = act.expiresAt;
    else this.endHold(act.of);
    return "applied";
  }

  #restock({ order, line, place, quantity, into, ...sender }: Extract<KeptAct, { verb: "restock" }>): string {
    if (quantity < 1) return "quantity_out_of_range";
    const found = sender.isOrderKnown ? this.orders.get(order) : undefined;
    if (!found) return "order_not_found";
    const known = sender.isLineKnown ? found.lines.get(line) : undefined;
    if (!known?.product) return "order_line_not_found";
    if (quantity > known.shipped - known.returned) return "more_than_shipped";
    known.returned += quantity;
    for (const [product, each] of Object.entries(contents[known.product] ?? {})) {
      this.#count(this.onHand, product, place, each * quantity);
      if (into === "unavailable") this.#count(this.unavailable, product, place, each * quantity);
      else this.fill(product);
    }
    return "applied";
  }

  #count(counts: Map<string, number>, product: string, place: PlaceName, units: number): void {
    const key = `${product} at ${place}`;
    counts.set(key, (counts.get(key) ?? 0) + units);
  }
}

/** Minutes from now, as the model tells time. */
export function minutesAfter(now: number, minutes: number): number {
  return now + minutes * minuteMs;
}

/** Where a transfer from a place goes. */
export function otherPlace(place: PlaceName): PlaceName {
  return place === "north" ? "south" : "north";
}

function openOf({ quantity, received, lost }: ModelExpectation): number {
  return Math.max(0, quantity - received - lost);
}

function isBundle(product: string): boolean {
  return Object.keys(contents[product] ?? {}).length > 1;
}

function isKept(act: OrderAct | KeptAct): act is KeptAct {
  return !["receive", "adjust_by", "adjust_to", "ship", "release"].includes(act.verb);
}
