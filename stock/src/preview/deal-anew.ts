import { available } from "../available.ts";
import { flatten } from "../bundle/flatten.ts";
import { type Claim, deal } from "../guarantee/partition.ts";
import { type Drawing, draw, type Room } from "../guarantee/place.ts";
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
  const taken = new Map<string, number>();
  const room = roomOf(pool, taken);
  for (const { drawing, held } of claims) if (held > 0) draw(drawing, room, held);
  const dealt = deal(claims, room, ({ held }) => held);
  const parts = [...dealt].map(([id, units]): [string, Dealt] => [
    id,
    { quantity: units, part: units, exposed: units },
  ]);
  return { parts: new Map(parts), shared: { ...pool, levels: without(pool.levels, taken) } };
}

/** Whether any of these rules guarantees anything; asked at every step of a replay. */
function mayGuarantee(book: RuleBook): boolean {
  const known = guaranteeing.get(book);
  if (known !== undefined) return known;
  const may = [...book.values()].some((rule) => rule.shareKind === "guaranteed" || rule.guardBelow !== null);
  guaranteeing.set(book, may);
  return may;
}

const guaranteeing = new WeakMap<RuleBook, boolean>();

function claimsOf(pool: Pool, book: RuleBook, members: Member[], unseen: (id: string) => number): Claim[] {
  const found = members.flatMap((one) => {
    const { kind, ...reach } = reachOf(pool, book, one.channel, one.product);
    return kind === "guaranteed" ? [{ ...one, ...reach }] : [];
  });
  const weights = weigh(found);
  return found.map(({ id, channel, product, rule, after }, index) => {
    const held = unseen(id);
    const max = Math.max(held, Math.min(after, rule.cap.value ?? Number.POSITIVE_INFINITY));
    return { listingId: id, drawing: drawingOf(pool, channel, product), weight: weights[index] ?? 0, max, held };
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

function roomOf(pool: Pool, taken: Map<string, number>): Room {
  const key = (productId: string, locationId: string) => `${productId}/${locationId}`;
  return {
    free: (productId, locationId) => {
      const level = pool.levels.get(productId)?.find((one) => one.locationId === locationId);
      const safety = pool.locations.get(locationId)?.safetyStock ?? 0;
      return (level ? available(level) : 0) - safety - (taken.get(key(productId, locationId)) ?? 0);
    },
    take: (productId, locationId, units) => {
      taken.set(key(productId, locationId), (taken.get(key(productId, locationId)) ?? 0) + units);
    },
  };
}

function without(levels: Pool["levels"], taken: ReadonlyMap<string, number>): Map<string, Level[]> {
  const less = (level: Level) => taken.get(`${level.productId}/${level.locationId}`) ?? 0;
  return new Map(
    [...levels].map(([id, rows]) => [id, rows.map((level) => ({ ...level, reserved: level.reserved + less(level) }))]),
  );
}
