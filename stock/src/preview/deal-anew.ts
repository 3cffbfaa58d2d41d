import { available } from "../available.ts";
import { flatten } from "../bundle/flatten.ts";
import { keepBack, keptBack } from "../guarantee/kept-back.ts";
import { type Claim, deal } from "../guarantee/partition.ts";
import { type Drawing, draw, type Room } from "../guarantee/place.ts";
import { untilNoneStops } from "../guarantee/until-none-stops.ts";
import { weigh } from "../guarantee/weigh.ts";
import type { Dealt } from "../publish/facts.ts";
import type { RuleBook } from "../publish/inherit.ts";
import { maySend, openLocations, type Pool } from "../publish/locations.ts";
import { reachOf } from "../publish/pipeline.ts";
import type { Channel, Level, Product, VelocityShare } from "../state.ts";

/** A listing that may take part. */
interface Member {
  id: string;
  channel: Channel;
  product: Product;
  /** The share that velocity gives it; null while none was computed. */
  velocity: VelocityShare | null;
}

/** What guaranteed listings get for themselves, and the pool as all others see it. */
export interface DealtAnew {
  parts: ReadonlyMap<string, Dealt>;
  shared: Pool;
}

/**
 * Deals the pool among the guaranteed listings as if none held anything yet, which is how it ends once lowered ones have given up
 * what others get. `unseen`: units sold on a listing that are in the pool still; they stay its own.
 */
export function dealAnew(pool: Pool, book: RuleBook, members: Member[], unseen: (id: string) => number): DealtAnew {
  const claims = mayGuarantee(book) ? claimsOf(pool, book, members, unseen) : [];
  if (claims.length === 0) return { parts: new Map(), shared: pool };
  const kept: Taken = new Map();
  keepBack(roomOf(pool, [], kept), keptBack(claims));
  const { units, taken } = untilNoneStops(
    claims,
    (open) => dealTo(open, pool, kept),
    (dealt, id) => dealt.units.get(id) ?? 0,
  );
  const parts = [...units].map(([id, part]): [string, Dealt] => [id, { quantity: part, part, exposed: part }]);
  return { parts: new Map(parts), shared: { ...pool, levels: without(pool.levels, taken) } };
}

/** Units by product and location. */
type Taken = Map<string, number>;

function dealTo(claims: Claim[], pool: Pool, kept: Taken): { units: Map<string, number>; taken: Taken } {
  const taken: Taken = new Map();
  const room = roomOf(pool, [kept], taken);
  for (const { drawing, held } of claims) if (held > 0) draw(drawing, room, held);
  return { units: deal(claims, room, ({ held }) => held), taken };
}

/** Whether any of these rules guarantees anything; asked at every step of a replay. */
export function mayGuarantee(book: RuleBook): boolean {
  const known = guaranteeing.get(book);
  if (known !== undefined) return known;
  const may = [...book.values()].some((rule) => rule.shareKind === "guaranteed" || rule.guardBelow !== null);
  guaranteeing.set(book, may);
  return may;
}

const guaranteeing = new WeakMap<RuleBook, boolean>();

function claimsOf(pool: Pool, book: RuleBook, members: Member[], unseen: (id: string) => number) {
  const found = members.flatMap((one) => {
    const { kind, rule, ...reach } = reachOf(pool, book, one.channel, one.product);
    return kind === "guaranteed" ? [{ ...one, rule, reach }] : [];
  });
  const weights = weigh(found);
  return found.map(({ id, channel, product, rule, reach }, index) => {
    const held = unseen(id);
    const max = Math.max(held, Math.min(reach.after, rule.cap.value ?? Number.POSITIVE_INFINITY));
    const weight = weights[index] ?? 0;
    const stopsAt = rule.stopSellingAt.value ?? 0;
    return { listingId: id, product, reach, drawing: drawingOf(pool, channel, product), weight, max, held, stopsAt };
  });
}

function drawingOf(pool: Pool, channel: Channel, product: Product): Drawing {
  return {
    parts: flatten(pool.products, product.id),
    policy: product.recipe?.policy ?? null,
    locationIds: openLocations(pool, channel),
    maySend: (productId, locationId) => {
      const [part, location] = [pool.products.get(productId), pool.locations.get(locationId)];
      return part !== undefined && location !== undefined && maySend(part, location, channel);
    },
  };
}

/** The pool less what was taken before; what is taken from now on is added to `taken`. */
function roomOf(pool: Pool, before: Taken[], taken: Taken): Room {
  return {
    free: (productId, locationId) => {
      const key = `${productId}/${locationId}`;
      const level = pool.levels.get(productId)?.find((one) => one.locationId === locationId);
      const safety = pool.locations.get(locationId)?.safetyStock ?? 0;
      const gone = [...before, taken].reduce((sum, one) => sum + (one.get(key) ?? 0), 0);
      return (level ? available(level) : 0) - safety - gone;
    },
    take: (productId, locationId, units) => {
      const key = `${productId}/${locationId}`;
      taken.set(key, (taken.get(key) ?? 0) + units);
    },
  };
}

function without(levels: Pool["levels"], taken: ReadonlyMap<string, number>): Map<string, Level[]> {
  const less = (level: Level) => taken.get(`${level.productId}/${level.locationId}`) ?? 0;
  return new Map(
    [...levels].map(([id, rows]) => [id, rows.map((level) => ({ ...level, reserved: level.reserved + less(level) }))]),
  );
}
