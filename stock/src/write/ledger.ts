import type { Draft, DraftLevel, Movement, NewOperation } from "../draft.ts";
import { type Columns, insertInto, type Part, rowsFrom } from "./part.ts";

/** Levels, operations and movements: what changed and why. */
export function ledgerParts(draft: Draft): (Part | null)[] {
  const { at } = draft;
  const changed = [...draft.levels.values()].filter((level) => level.isChanged);
  return [
    insertInto(
      "stock_level",
      "new_levels",
      levelColumns(at),
      changed.filter((level) => level.isNew),
    ),
    updateLevels(
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
