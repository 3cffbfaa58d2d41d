import type pg from "pg";
import { newId } from "../new-id.ts";
import { type Outcome, refused } from "../outcome.ts";
import { transact } from "../transact.ts";
import { refuseElsewhere } from "./refuse-elsewhere.ts";
import { addCancellationJobSql } from "./tell-cancellation.ts";

/** A wish that a platform cancels lines of one of its orders. */
export interface CancellationWish {
  key: string;
  actor: string;
  orderId: string;
  orderLineIds: string[];
  reason: "out_of_stock" | "asked_by_buyer" | "other";
}

/**
 * Records that a platform is asked to cancel all that is open of these lines, and queues the asking. The units stay promised
 * until the platform says so with its order. The same wish again is `repeated`.
 */
export async function askCancellation(pool: pg.Pool, wish: CancellationWish, at: Date): Promise<Outcome> {
  return transact(pool, async (tx) => {
    const { orderId, orderLineIds, key } = wish;
    const repeated = await findRepeated(tx, wish);
    if (repeated) return repeated;
    const { rows } = await tx.query<{ id: string; open: number }>(
      `select l.id, l.ordered - l.cancelled - l.shipped as open from order_line l
       join "order" o on o.id = l.order_id where o.id = $1 and l.id = any($2::uuid[]) for update of l`,
      [orderId, orderLineIds],
    );
    const missing = orderLineIds.find((id) => !rows.some((row) => row.id === id));
    if (missing !== undefined || rows.length === 0) {
      return refused("order_line_not_found", `order ${orderId} has no line ${missing ?? ""}`);
    }
    const elsewhere = await refuseElsewhere(tx, orderId, orderLineIds);
    if (elsewhere) return elsewhere;
    const closed = rows.find(({ open }) => open === 0);
    if (closed) return refused("more_than_open", `order line ${closed.id} has nothing open to cancel`);
    for (const { id, open } of rows) {
      await tx.query(
        `insert into cancellation (id, key, order_id, order_line_id, quantity, reason, actor, asked_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [newId(), `${key}:${id}`, orderId, id, open, wish.reason, wish.actor, at],
      );
    }
    await tx.query(
      `select ${addCancellationJobSql} from cancellation join "order" o on o.id = cancellation.order_id
       where cancellation.key = any($1::text[])`,
      [rows.map(({ id }) => `${key}:${id}`)],
    );
    return { kind: "applied", operationId: null, orderId };
  });
}

async function findRepeated(tx: pg.PoolClient, wish: CancellationWish): Promise<Outcome | null> {
  const { rows } = await tx.query<{ orderId: string; orderLineId: string; reason: string }>(
    `select order_id as "orderId", order_line_id as "orderLineId", reason from cancellation
     where starts_with(key, $1 || ':')`,
    [wish.key],
  );
  if (rows.length === 0) return null;
  const lines = new Set(wish.orderLineIds);
  const isSame =
    rows.length === lines.size &&
    rows.every((row) => row.orderId === wish.orderId && row.reason === wish.reason && lines.has(row.orderLineId));
  if (isSame) return { kind: "repeated", operationId: null, orderId: wish.orderId };
  return refused("key_already_used", `key ${wish.key} named another cancellation`);
}
