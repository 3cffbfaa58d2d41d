import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Answered, actOnHub, type Mutation } from "./act.ts";
import { askHub } from "./ask-hub.ts";
import type { BasketLine, HoldRow } from "./books.ts";
import { order } from "./orders.ts";
import { nameStrangers, readShelf } from "./shelf.ts";
import type { OwnSystem } from "./system.ts";

const quarterMs = 15 * 60_000;

const refusal = z.object({ code: z.string(), message: z.string() });
const held = z.object({
  hold: z.object({ id: z.string(), expiresAt: z.iso.datetime(), endedAs: z.string().nullable() }),
});
const wanted = { fields: "... on HoldChanged { hold { id expiresAt endedAs } }", reply: z.union([held, refusal]) };
const holding: Mutation<z.infer<typeof held>> = { name: "holdUnits", input: "HoldUnitsInput", ...wanted };
const releasing: Mutation<z.infer<typeof held>> = { name: "releaseHold", input: "ReleaseHoldInput", ...wanted };

/** Reserves a basket for a quarter of an hour: all of it, or nothing. `seconds` is for those who cannot wait. */
export async function reserve(system: OwnSystem, basket: BasketLine[], seconds?: number): Promise<Answered> {
  const lines = await productsOf(system, basket);
  if ("unknown" in lines) return { isDone: false, text: `The hub does not know ${lines.unknown}.` };
  const { country, channel } = system.settings;
  const reference = system.nextReference();
  const said = await actOnHub(system, holding, {
    ...{ key: randomUUID(), reason: "reserved on the portal", reference: `${channel} ${reference}` },
    ...{ channelId: await channelIdOf(system), country, lines: lines.units },
    expiresAt: new Date(Date.now() + (seconds ? seconds * 1_000 : quarterMs)).toISOString(),
  });
  if ("message" in said) return { isDone: false, text: said.message };
  const { id, expiresAt } = said.hold;
  system.books.addHold({ reference, id, lines: basket, expiresAt: Date.parse(expiresAt), endedAs: null });
  return { isDone: true, text: `Reserved: ${reference}, until ${clock(Date.parse(expiresAt))}` };
}

async function productsOf(system: OwnSystem, basket: BasketLine[]) {
  await readShelf(system);
  if (basket.some(({ sku }) => !system.shelf.get(sku)?.productId)) await nameStrangers(system);
  const units: { productId: string; quantity: number }[] = [];
  for (const { sku, quantity } of basket) {
    const productId = system.shelf.get(sku)?.productId;
    if (!productId) return { unknown: sku };
    units.push({ productId, quantity });
  }
  return { units };
}

/** Holds name the channel by its id, which the portal looks up by its code. */
async function channelIdOf(system: OwnSystem): Promise<string> {
  const schema = z.array(z.object({ id: z.string(), code: z.string() }));
  const channels = await askHub(system, "channels", "{ channels { id code } }", {}, schema);
  const found = channels.find(({ code }) => code === system.settings.channel);
  if (!found) throw new Error(`the hub has no channel ${system.settings.channel}`);
  return found.id;
}

/**
 * The buyer takes what was reserved for him. After the time it is no longer kept: the hub gives what is still there, all of it or
 * nothing, and the buyer is told either way.
 */
export async function confirm(system: OwnSystem, row: HoldRow): Promise<Answered> {
  const isLate = row.endedAs === "expired" || row.expiresAt <= Date.now();
  const { isDone, text } = await order(system, row.lines, row);
  if (isDone) row.endedAs = "converted";
  if (!isLate) return { isDone, text };
  const over = `The reservation expired at ${clock(row.expiresAt)}`;
  if (isDone) return { isDone, text: `${text}. ${over}, but all of it was still there.` };
  return { isDone, text: `${row.reference} was not ordered. ${over}, and by now ${text}.` };
}

/** The buyer does not want it after all. */
export async function letGo(system: OwnSystem, row: HoldRow): Promise<Answered> {
  const act = { key: `release:${row.id}`, reason: "let go on the portal", holdId: row.id };
  const said = await actOnHub(system, releasing, act);
  // What has ended keeps nothing: that is what was wanted.
  if ("message" in said && said.code !== "hold_ended") return { isDone: false, text: said.message };
  row.endedAs ??= "message" in said ? "expired" : "released";
  return { isDone: true, text: `Let go: ${row.reference}` };
}

function clock(at: number): string {
  return new Date(at).toTimeString().slice(0, 5);
}
