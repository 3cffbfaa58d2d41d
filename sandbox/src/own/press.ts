import { z } from "zod";
import { type Answer, json } from "../http/answer.ts";
import { header, type Request } from "../http/request.ts";
import type { World } from "../world.ts";
import type { Answered } from "./act.ts";
import { confirm, letGo, reserve } from "./holds.ts";
import { cancel, change, order, sell, takeBack } from "./orders.ts";
import { readLines } from "./standing.ts";
import type { OwnSystem } from "./system.ts";

const basket = z
  .array(z.object({ sku: z.string().min(1), quantity: z.number().int().min(1) }))
  .min(1)
  .max(1_000)
  .refine((lines) => new Set(lines.map(({ sku }) => sku)).size === lines.length, "a basket names each SKU once");
const wish = z.object({ lines: basket, seconds: z.number().int().min(1).optional() });
const named = z.object({ reference: z.string() });

/** Does what a button of the page is for, and answers with what came of it. */
export async function press(world: World, system: OwnSystem, what: string, request: Request): Promise<Answer> {
  // A form of another site cannot send JSON, so nobody else's page buys here.
  if (!header(request, "content-type").startsWith("application/json")) return json(415, { text: "JSON, please" });
  try {
    const known = acts(system, JSON.parse(request.body));
    const doing = Object.hasOwn(known, what) ? known[what] : undefined;
    return doing ? json(200, await doing()) : json(404, { text: `a ${system.settings.kind} cannot ${what}` });
  } catch (error) {
    const text =
      error instanceof z.ZodError ? z.prettifyError(error) : String(error instanceof Error ? error.message : error);
    return json(error instanceof z.ZodError ? 400 : 502, { isDone: false, text });
  } finally {
    // What it did must outlive a restart.
    world.onChange();
  }
}

function acts(system: OwnSystem, body: unknown): Partial<Record<string, () => Promise<Answered>>> {
  const lines = () => wish.parse(body).lines;
  const row = () => orderNamed(system, body);
  if (system.settings.kind === "till") {
    return {
      buy: () => sell(system, lines()),
      undo: async () => takeBack(system, row(), await readLines(system, row())),
    };
  }
  return {
    buy: () => order(system, lines()),
    reserve: () => reserve(system, lines(), wish.parse(body).seconds),
    confirm: () => confirm(system, holdNamed(system, body)),
    release: () => letGo(system, holdNamed(system, body)),
    forget: async () => {
      system.books.forgetHold(named.parse(body).reference);
      return { isDone: true, text: "" };
    },
    change: () => change(system, row(), lines()),
    cancel: () => cancel(system, row()),
  };
}

function orderNamed({ books, name }: OwnSystem, body: unknown) {
  const { reference } = named.parse(body);
  const found = books.orders.find((row) => row.reference === reference);
  if (!found) throw new Error(`${name} knows no order ${reference}`);
  return found;
}

function holdNamed({ books, name }: OwnSystem, body: unknown) {
  const { reference } = named.parse(body);
  const found = books.holds.find((row) => row.reference === reference);
  if (!found) throw new Error(`${name} knows no reservation ${reference}`);
  return found;
}
