import type pg from "pg";
import { apply } from "../apply.ts";
import type { Restock } from "../command/goods.ts";
import { type Outcome, refused } from "../outcome.ts";
import { transact } from "../transact.ts";
import { addReturnJobSql } from "./tell-return.ts";

/** What a person saw when he opened the parcel. */
export interface ReturnDecision {
  key: string;
  actor: string;
  reason: string;
  note?: string;
  returnId: string;
  /** Where the units lie now. */
  locationId: string;
  /** Units that are for sale again, and units that came and may not be sold; the rest did not come, or is not taken. */
  restocked: number;
  unavailable: number;
}

/**
 * Records what came of a return, puts the units where they lie, and queues that the platform is told, in one transaction. The
 * same decision again is `repeated`; another one is refused.
 */
export async function decideReturn(pool: pg.Pool, decision: ReturnDecision, at: Date): Promise<Outcome> {
  try {
    return await transact(pool, (tx) => decideIn(tx, decision, at));
  } catch (error) {
    if (error instanceof Refusing) return error.outcome;
    throw error;
  }
}

/** Ends the transaction: one of two restocks was refused, and the other one must not stay. */
class Refusing extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super("refused");
    this.outcome = outcome;
  }
}

interface ReturnRow {
  orderId: string | null;
  orderLineId: string | null;
  quantity: number;
  restocked: number | null;
  unavailable: number | null;
}

async function decideIn(tx: pg.PoolClient, decision: ReturnDecision, at: Date): Promise<Outcome> {
  const { returnId, restocked, unavailable, actor } = decision;
  const { rows } = await tx.query<ReturnRow>(
    `select order_id as "orderId", order_line_id as "orderLineId", quantity, restocked, unavailable
     from return where id = $1 for update`,
    [returnId],
  );
  const [row] = rows;
  const refusal = row ? refuse(row, decision) : refused("return_not_found", `there is no return ${returnId}`);
  if (refusal) return refusal;
  if (row?.restocked != null) return { kind: "repeated", operationId: null };
  const outcomes = await apply(tx, row ? commandsOf(row, decision) : [], at);
  const no = outcomes.find(({ kind }) => kind === "refused");
  if (no) throw new Refusing(no);
  await tx.query("update return set decided_at = $2, decided_by = $3, restocked = $4, unavailable = $5 where id = $1", [
    returnId,
    at,
    actor,
    restocked,
    unavailable,
  ]);
  await tx.query(`select ${addReturnJobSql} from return where id = $1`, [returnId]);
  return outcomes[0] ?? { kind: "applied", operationId: null };
}

function refuse(row: ReturnRow, { returnId, restocked, unavailable }: ReturnDecision): Outcome | null {
  const isWhole = [restocked, unavailable].every((units) => Number.isInteger(units) && units >= 0);
  if (!isWhole || restocked + unavailable > row.quantity) {
    const given = `${restocked} + ${unavailable}`;
    return refused(
      "quantity_out_of_range",
      `restocked and unavailable must be 0–${row.quantity} together, got ${given}`,
    );
  }
  const isDecided = row.restocked !== null;
  if (isDecided && (row.restocked !== restocked || row.unavailable !== unavailable)) {
    return refused("return_decided", `return ${returnId} was decided: ${row.restocked} + ${row.unavailable}`);
  }
  if (restocked + unavailable > 0 && !row.orderLineId) {
    return refused(
      "order_line_not_found",
      `return ${returnId} is of no order line that the hub knows: adjust the stock by hand`,
    );
  }
  return null;
}

function commandsOf(row: ReturnRow, decision: ReturnDecision): Restock[] {
  const { key, actor, reason, note, locationId, restocked, unavailable } = decision;
  const { orderId, orderLineId } = row;
  if (!orderId || !orderLineId) return [];
  const parts = [
    { into: "sellable", quantity: restocked },
    { into: "unavailable", quantity: unavailable },
  ] as const;
  return parts
    .filter(({ quantity }) => quantity > 0)
    .map(({ into, quantity }) => ({
      ...{ verb: "restock", key: `${key}:${into}`, actor, reason, ...(note !== undefined && { note }) },
      ...{ orderId, locationId, into, lines: [{ orderLineId, quantity }] },
    }));
}
