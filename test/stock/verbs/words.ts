import { randomUUID } from "node:crypto";
import { applyBatch, type Command, type MakeHold, type Outcome } from "@stockpool/stock";
import type { World } from "../world.ts";

/** Who does something and why, under a key of its own. */
export const told = () => ({ key: randomUUID(), actor: "test", reason: "because" });

/** The code of a refusal, else how it went. */
export function answer(outcome: Outcome | undefined): string {
  return outcome?.kind === "refused" ? outcome.refusal.code : (outcome?.kind ?? "no outcome");
}

/** The only expectation that a command made. */
export function madeExpectation(outcome: Outcome): string {
  const id = outcome.kind === "refused" ? undefined : outcome.expectationIds?.[0];
  if (!id) throw new Error(`no expectation was made: ${answer(outcome)}`);
  return id;
}

/** The hold that a command made or changed. */
export function madeHold(outcome: Outcome): string {
  const id = outcome.kind === "refused" ? undefined : outcome.holdId;
  if (!id) throw new Error(`no hold was made: ${answer(outcome)}`);
  return id;
}

/** A hold of units of one product for a quarter of an hour, routed as an order of the Shopify channel. */
export function holdOf(world: World, product: { id: string }, quantity: number, parts: Partial<MakeHold> = {}) {
  return {
    ...{ verb: "hold", ...told(), reference: "quote 7", expiresAt: new Date(Date.now() + 15 * 60_000) },
    ...{
      from: { kind: "channel", channelId: world.shopify.id, country: "NL" },
      lines: [{ productId: product.id, quantity }],
    },
    ...parts,
  } satisfies Command;
}

/** Applies one command at another time than now. */
export async function actAt(world: World, at: Date, command: Command): Promise<Outcome> {
  const [outcome] = await applyBatch(world.pool, [command], at);
  if (!outcome) throw new Error("apply gave no outcome");
  return outcome;
}

/** On hand, unavailable, reserved and incoming of a product at a location. */
export async function quantitiesAt(world: World, product: { id: string }, location: { id: string }): Promise<number[]> {
  const { rows } = await world.pool.query(
    "select array[on_hand, unavailable, reserved, incoming] as q from stock_level where product_id = $1 and location_id = $2",
    [product.id, location.id],
  );
  return rows[0]?.q ?? [0, 0, 0, 0];
}

/** An order of a batch as it is stored: its id, and the ids of its lines in their order. */
export async function storedOrder(world: World, outcome: Outcome) {
  const orderId = outcome.kind === "refused" ? "" : (outcome.orderId ?? "");
  const { rows } = await world.pool.query<{ id: string }>(
    "select id from order_line where order_id = $1 order by platform_line_id",
    [orderId],
  );
  return { orderId, lineIds: rows.map((row) => row.id) };
}
