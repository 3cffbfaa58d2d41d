import type { Draft, Drafted } from "../draft.ts";
import type { Expectation, Hold, HoldLine } from "../state.ts";
import { type Columns, insertInto, type Part, rowsFrom } from "./part.ts";

/** Holds with their lines, and expectations: made and changed. */
export function keptParts(draft: Draft): (Part | null)[] {
  if (draft.holds.size === 0 && draft.expectations.size === 0) return [];
  const holds = [...draft.holds.values()];
  const newHolds = holds.filter((one) => one.isNew);
  const lines = newHolds.flatMap((hold) => hold.lines.map((line) => ({ holdId: hold.id, ...line })));
  const expectations = [...draft.expectations.values()];
  return [
    insertInto("hold", "new_holds", { ...madeHoldColumns, ...changingHoldColumns }, newHolds),
    insertInto("hold_line", "new_hold_lines", holdLineColumns, lines),
    updateHolds(holds.filter((one) => one.isChanged && !one.isNew)),
    insertInto(
      "expectation",
      "new_expectations",
      { ...madeExpectationColumns, ...changingExpectationColumns },
      expectations.filter((one) => one.isNew),
    ),
    updateExpectations(expectations.filter((one) => one.isChanged && !one.isNew)),
  ];
}

const changingHoldColumns: Columns<Hold> = {
  id: ["uuid", (one) => one.id],
  expires_at: ["timestamptz", (one) => one.expiresAt],
  ended_at: ["timestamptz", (one) => one.endedAt],
  ended_as: ["reservation_end", (one) => one.endedAs],
  ended_by_id: ["uuid", (one) => one.endedById],
};

const madeHoldColumns: Columns<Hold> = {
  channel_id: ["uuid", (one) => one.channelId],
  country: ["text", (one) => one.country],
  location_id: ["uuid", (one) => one.locationId],
  reference: ["text", (one) => one.reference],
  actor: ["text", (one) => one.actor],
  made_at: ["timestamptz", (one) => one.madeAt],
  made_by_id: ["uuid", (one) => one.madeById],
};

const holdLineColumns: Columns<HoldLine & { holdId: string }> = {
  hold_id: ["uuid", (one) => one.holdId],
  product_id: ["uuid", (one) => one.productId],
  quantity: ["int", (one) => one.quantity],
  parts: ["jsonb", (one) => (one.parts ? JSON.stringify(one.parts) : null)],
};

function updateHolds(holds: Drafted<Hold>[]): Part | null {
  if (holds.length === 0) return null;
  const rows = rowsFrom(changingHoldColumns, holds);
  const sql = `update hold h set expires_at = n.expires_at, ended_at = n.ended_at, ended_as = n.ended_as,
      ended_by_id = n.ended_by_id
    from (${rows.text}) as n(${Object.keys(changingHoldColumns)}) where h.id = n.id`;
  return { name: "changed_holds", sql, values: rows.values };
}

const changingExpectationColumns: Columns<Expectation> = {
  id: ["uuid", (one) => one.id],
  quantity: ["int", (one) => one.quantity],
  received: ["int", (one) => one.received],
  lost: ["int", (one) => one.lost],
  expected_at: ["timestamptz", (one) => one.expectedAt],
  ended_at: ["timestamptz", (one) => one.endedAt],
  ended_as: ["expectation_end", (one) => one.endedAs],
  ended_by_id: ["uuid", (one) => one.endedById],
};

const madeExpectationColumns: Columns<Expectation> = {
  product_id: ["uuid", (one) => one.productId],
  location_id: ["uuid", (one) => one.locationId],
  source: ["expectation_source", (one) => one.source],
  from_location_id: ["uuid", (one) => one.fromLocationId],
  reference: ["text", (one) => one.reference],
  made_at: ["timestamptz", (one) => one.madeAt],
  made_by_id: ["uuid", (one) => one.madeById],
};

function updateExpectations(expectations: Drafted<Expectation>[]): Part | null {
  if (expectations.length === 0) return null;
  const rows = rowsFrom(changingExpectationColumns, expectations);
  const sql = `update expectation e set quantity = n.quantity, received = n.received, lost = n.lost,
      expected_at = n.expected_at, ended_at = n.ended_at, ended_as = n.ended_as, ended_by_id = n.ended_by_id
    from (${rows.text}) as n(${Object.keys(changingExpectationColumns)}) where e.id = n.id`;
  return { name: "changed_expectations", sql, values: rows.values };
}
