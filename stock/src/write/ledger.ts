import type { Draft, DraftLevel, Movement, NewOperation } from "../draft.ts";
import { type Columns, insertInto, type Part, rowsFrom } from "./part.ts";

/** Levels, operations and movements: what changed and why. */
export function ledgerParts(draft: Draft): (Part | null)[] {
  const { at } = draft;
  const changed = [...draft.levels.values()].filter((level) => level.isChanged);
  const isExposing = draft.exposures.size > 0;
  return [
    insertInto(
      "stock_level",
      "new_levels",
      levelColumns(at),
      changed.filter((level) => level.isNew),
    ),
    isExposing
      ? updateExposedLevels(draft)
      : updateLevels(
          changed.filter((level) => !level.isNew),
          at,
        ),
    insertInto("operation", "operations", operationColumns(at), draft.operations),
    insertInto("movement", "movements", movementColumns(at), draft.movements),
  ];
}

function levelColumns(at: Date): Columns<DraftLevel> {
  return {
    product_id: ["uuid", (level) => level.productId],
    location_id: ["uuid", (level) => level.locationId],
    on_hand: ["int", (level) => level.onHand],
    unavailable: ["int", (level) => level.unavailable],
    reserved: ["int", (level) => level.reserved],
    incoming: ["int", (level) => level.incoming],
    exposed: ["int", (level) => level.exposed],
    lapse: ["guarantee_lapse", (level) => level.lapse],
    updated_at: { type: "timestamptz", value: at },
  };
}

/** The product's lock is ours, so nobody else writes these rows: the values are the sums that `decide` made. */
function updateLevels(levels: DraftLevel[], at: Date): Part | null {
  if (levels.length === 0) return null;
  const columns = levelColumns(at);
  const rows = rowsFrom(columns, levels);
  const sql = `update stock_level l set on_hand = n.on_hand, unavailable = n.unavailable, reserved = n.reserved,
      incoming = n.incoming, exposed = n.exposed, lapse = n.lapse, updated_at = n.updated_at
    from (${rows.text}) as n(${Object.keys(columns)}) where l.product_id = n.product_id and l.location_id = n.location_id`;
  return { name: "changed_levels", sql, values: rows.values };
}

/** Levels that a batch with exposures updates: as many rows must be `checked_levels` of its statement. */
export function levelsToCheck(draft: Draft): DraftLevel[] {
  if (draft.exposures.size === 0) return [];
  return [...draft.levels.values()].filter((level) => level.isChanged && !level.isNew);
}

/**
 * A bundle's listing draws on components of which the batch may not have the locks: another bundle that holds one of them may be
 * dealt at the same moment. A level that is exposed otherwise than when it was read is not written.
 */
function updateExposedLevels(draft: Draft): Part | null {
  const levels = levelsToCheck(draft);
  if (levels.length === 0) return null;
  const before = new Map([...draft.state.levels.values()].flat().map((level) => [keyOf(level), level.exposed]));
  const columns: Columns<DraftLevel> = {
    ...levelColumns(draft.at),
    exposed_before: ["int", (level) => before.get(keyOf(level)) ?? 0],
  };
  const rows = rowsFrom(columns, levels);
  const sql = `update stock_level l set on_hand = n.on_hand, unavailable = n.unavailable, reserved = n.reserved,
      incoming = n.incoming, exposed = n.exposed, lapse = n.lapse, updated_at = n.updated_at
    from (${rows.text}) as n(${Object.keys(columns)})
    where l.product_id = n.product_id and l.location_id = n.location_id and l.exposed = n.exposed_before
    returning l.product_id`;
  return { name: checkedLevels, sql, values: rows.values };
}

/** The piece of the statement that writes levels only as they were read. */
export const checkedLevels = "checked_levels";

function keyOf({ productId, locationId }: { productId: string; locationId: string }): string {
  return `${productId}/${locationId}`;
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
    outcome: ["jsonb", (one) => (one.key === null ? null : JSON.stringify(one.outcome))],
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
