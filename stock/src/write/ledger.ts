import type { Draft, DraftLevel, Movement, NewOperation } from "../draft.ts";
import { type Columns, insertInto, type Part } from "./part.ts";

/** Levels, operations and movements: what changed and why. */
export function ledgerParts(draft: Draft): (Part | null)[] {
  const { at } = draft;
  const changed = [...draft.levels.values()].filter((level) => level.isChanged);
  return [
    writeLevels(changed, at),
    insertInto("operation", "operations", operationColumns(at), draft.operations),
    insertInto("movement", "movements", movementColumns(at), draft.movements),
  ];
}

function writeLevels(levels: DraftLevel[], at: Date): Part | null {
  const columns: Columns<DraftLevel> = {
    product_id: ["uuid", (level) => level.productId],
    location_id: ["uuid", (level) => level.locationId],
    on_hand: ["int", (level) => level.onHand],
    unavailable: ["int", (level) => level.unavailable],
    reserved: ["int", (level) => level.reserved],
    incoming: ["int", (level) => level.incoming],
    updated_at: { type: "timestamptz", value: at },
  };
  const part = insertInto("stock_level", "levels", columns, levels);
  if (!part) return null;
  // The product's lock is ours, so nobody else writes these rows: the values are the sums that `decide` made.
  const onConflict = `on conflict (product_id, location_id) do update set on_hand = excluded.on_hand,
    unavailable = excluded.unavailable, reserved = excluded.reserved, incoming = excluded.incoming,
    updated_at = excluded.updated_at`;
  return { ...part, sql: `${part.sql} ${onConflict}` };
}

function operationColumns(at: Date): Columns<NewOperation> {
  return {
    id: ["uuid", (one) => one.id],
    key: ["text", (one) => one.key],
    fingerprint: ["text", (one) => one.fingerprint],
    verb: ["text", (one) => one.verb],
    actor: ["text", (one) => one.actor],
    reason: ["text", (one) => one.reason],
    note: ["text", (one) => one.note],
    at: { type: "timestamptz", value: at },
    outcome: ["jsonb", (one) => JSON.stringify(one.outcome)],
  };
}

function movementColumns(at: Date): Columns<Movement> {
  return {
    id: ["uuid", (one) => one.id],
    at: { type: "timestamptz", value: at },
    operation_id: ["uuid", (one) => one.operationId],
    product_id: ["uuid", (one) => one.productId],
    location_id: ["uuid", (one) => one.locationId],
    on_hand_delta: ["int", (one) => one.onHandDelta],
    unavailable_delta: ["int", (one) => one.unavailableDelta],
    reserved_delta: ["int", (one) => one.reservedDelta],
    incoming_delta: ["int", (one) => one.incomingDelta],
    on_hand_after: ["int", (one) => one.onHandAfter],
    available_after: ["int", (one) => one.availableAfter],
  };
}
