import { randomUUID } from "node:crypto";
import type pg from "pg";

export interface MadeLocation {
  id: string;
  code: string;
}

export interface LocationParts {
  code?: string;
  name?: string;
  kind?: "warehouse" | "store" | "third_party" | "channel_fulfilled";
  country?: string;
  /** Empty means every country. */
  shipsTo?: string[];
  priority?: number;
  safetyStock?: number;
  isActive?: boolean;
}

/** A Dutch warehouse that ships everywhere, unless told otherwise. */
export async function makeLocation(pool: pg.Pool, parts: LocationParts = {}): Promise<MadeLocation> {
  const id = randomUUID();
  const code = parts.code ?? `loc-${id.slice(0, 8)}`;
  await pool.query(
    `insert into location (id, code, name, kind, country, ships_to, priority, safety_stock, deactivated_at)
     values ($1, $2, $3, $4::location_kind, $5, $6, $7, $8, $9)`,
    [
      id,
      code,
      parts.name ?? `Location ${code}`,
      parts.kind ?? "warehouse",
      parts.country ?? "NL",
      parts.shipsTo ?? [],
      parts.priority ?? 100,
      parts.safetyStock ?? 0,
      parts.isActive === false ? new Date() : null,
    ],
  );
  return { id, code };
}

/**
 * The level of a product at a location where it had none yet, with the operation and the movement that explain it.
 * Publishes nothing: send the writer `republish` if the test needs published quantities.
 */
export async function makeLevel(
  pool: pg.Pool,
  product: { id: string },
  location: { id: string },
  onHand: number,
): Promise<{ operationId: string }> {
  const operationId = randomUUID();
  const now = new Date();
  await pool.query(
    `with operation as (
       insert into operation (id, key, fingerprint, verb, actor, reason, at, outcome)
       values ($1::uuid, 'make-level:' || $1::uuid, 'made by a test', 'receive', 'test', 'opening stock', $2, $3)
       returning id
     ), level as (
       insert into stock_level (product_id, location_id, on_hand, updated_at) values ($4, $5, $6, $2)
       returning product_id, location_id, on_hand
     )
     insert into movement (id, at, operation_id, product_id, location_id, on_hand_delta, on_hand_after, available_after)
     select $7, $2, operation.id, level.product_id, level.location_id, level.on_hand, level.on_hand, level.on_hand
     from operation, level where level.on_hand <> 0`,
    [operationId, now, JSON.stringify({ kind: "applied", operationId }), product.id, location.id, onHand, randomUUID()],
  );
  return { operationId };
}
