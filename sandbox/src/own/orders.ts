import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Answered, actOnHub, type Mutation } from "./act.ts";
import type { BasketLine, HoldRow, OrderRow } from "./books.ts";
import type { OwnSystem } from "./system.ts";

const refusal = z.object({ code: z.string(), message: z.string() });
const changed = z.object({ order: z.object({ id: z.string() }) });

function orderAct(name: string, input: string): Mutation<z.infer<typeof changed>> {
  return { name, input, fields: "... on OrderChanged { order { id } }", reply: z.union([changed, refusal]) };
}

const placing = orderAct("placeOrder", "PlaceOrderInput");
const changing = orderAct("changeOrder", "ChangeOrderInput");
const cancelling = orderAct("cancelOrder", "CancelOrderInput");
const selling = orderAct("sell", "SellInput");
const restocking = orderAct("restockOrder", "RestockOrderInput");

/** A buyer on the portal orders: all of it, or nothing. A hold makes good what it kept. */
export async function order(system: OwnSystem, basket: BasketLine[], hold?: HoldRow): Promise<Answered> {
  const { channel, country } = system.settings;
  const reference = hold?.reference ?? system.nextReference();
  const lines = named(basket);
  const said = await actOnHub(system, placing, {
    // The order of a hold is one for ever, however often somebody confirms it.
    ...{ key: hold ? `confirm:${hold.id}` : randomUUID(), reason: "portal order" },
    ...{ channel, country, reference, ifAvailable: true, lines },
    ...(hold && { holdId: hold.id }),
  });
  if ("message" in said) return { isDone: false, text: said.message };
  system.books.addOrder({ ...said.order, reference, placedAt: Date.now(), lines, linesNamed: lines.length });
  return { isDone: true, text: `Ordered: ${reference}` };
}

function named(basket: BasketLine[]) {
  return basket.map((line, place) => ({ reference: String(place + 1), ...line }));
}

/** An order is to be this basket from now on: all that it newly wants is there, or it stays as it was. */
export async function change(system: OwnSystem, row: OrderRow, basket: BasketLine[]): Promise<Answered> {
  const { channel } = system.settings;
  const known = new Map(row.lines.map((line) => [line.sku, line.reference]));
  const added = basket.filter(({ sku }) => !known.has(sku)).map(({ sku }) => sku);
  const nameOf = (sku: string) => known.get(sku) ?? String(row.linesNamed + 1 + added.indexOf(sku));
  const lines = basket.map((line) => ({ reference: nameOf(line.sku), ...line }));
  const act = { key: randomUUID(), reason: "changed on the portal", channel, reference: row.reference };
  const said = await actOnHub(system, changing, { ...act, ifAvailable: true, lines });
  if ("message" in said) {
    // The number that the hub names is what the order wants in addition.
    const more = said.code === "not_enough_available" ? "beyond what it has, " : "";
    return { isDone: false, text: `${row.reference} stays as it was: ${more}${said.message}` };
  }
  Object.assign(row, { lines, linesNamed: row.linesNamed + added.length });
  return { isDone: true, text: `Changed: ${row.reference}` };
}

/** Nothing more is wanted of an order. */
export async function cancel(system: OwnSystem, { id, reference }: OrderRow): Promise<Answered> {
  const { channel } = system.settings;
  const act = { key: `cancel:${id}`, reason: "cancelled on the portal", channel, reference };
  const said = await actOnHub(system, cancelling, act);
  if ("message" in said) return { isDone: false, text: said.message };
  return { isDone: true, text: `Cancelled: ${reference}. What was not sent yet may be sold again.` };
}

/** Somebody buys at the till. */
export async function sell(system: OwnSystem, basket: BasketLine[]): Promise<Answered> {
  const { channel, locationId } = system.settings;
  const [reference, lines] = [system.nextReference(), named(basket)];
  const act = { key: randomUUID(), reason: "till sale", channel, locationId, reference, lines };
  const said = await actOnHub(system, selling, act);
  if ("message" in said) return { isDone: false, text: said.message };
  system.books.addOrder({ ...said.order, reference, placedAt: Date.now(), lines, linesNamed: lines.length });
  return { isDone: true, text: `Sold: ${reference}` };
}

/** Units of a line that are with the buyer. */
export interface WithBuyer {
  id: string;
  shipped: number;
  returned: number;
}

/** The buyer puts back on the shelf all that he still has of a sale. */
export async function takeBack(
  system: OwnSystem,
  { id: orderId, reference }: OrderRow,
  hubLines: WithBuyer[],
): Promise<Answered> {
  const lines = hubLines.flatMap(({ id, shipped, returned }) =>
    shipped > returned ? [{ orderLineId: id, quantity: shipped - returned }] : [],
  );
  if (lines.length === 0) return { isDone: false, text: `${reference} was taken back before.` };
  const { locationId } = system.settings;
  // Named by the order, so that two clicks put the goods back once.
  const act = { key: `undo:${orderId}`, reason: "till sale undone", orderId, locationId, into: "sellable", lines };
  const said = await actOnHub(system, restocking, act);
  if ("message" in said) return { isDone: false, text: said.message };
  return { isDone: true, text: `Taken back: ${reference}. The goods are on the shelf again.` };
}
