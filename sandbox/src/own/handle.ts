import { z } from "zod";
import { type Answer, json } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import type { World } from "../world.ts";
import { type Answered, order, readShelf, sell } from "./hub.ts";
import { takeMessage } from "./message.ts";
import { page } from "./page.ts";
import type { OwnSystem } from "./system.ts";

const wish = z.object({ sku: z.string().min(1), quantity: z.number().int().min(1) });

/** Answers one request to a portal or a till; `path` is what follows its name. */
export async function handleOwn(world: World, system: OwnSystem, path: string[], request: Request): Promise<Answer> {
  switch (`${request.method} ${path.join("/")}`) {
    case "GET ":
      return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: page(system) };
    case "GET shelf":
      if (!system.hasAsked) await readShelf(system);
      return shelfOf(system);
    case "GET told":
      return shelfOf(system);
    case "GET parcels":
      return json(200, system.parcels);
    case "POST messages":
      if (system.refusals-- > 0) return json(503, { error: "away" });
      system.refusals = 0;
      return takeMessage(system, request) ? json(200, {}) : json(401, { error: "the signature is not right" });
    case "POST buy":
      return json(200, await buy(world, system, request));
    default:
      return json(404, { error: `there is no ${request.method} /own/${system.name}/${path.join("/")}` });
  }
}

function shelfOf({ shelf }: OwnSystem): Answer {
  return json(
    200,
    [...shelf].map(([sku, shown]) => ({ sku, ...shown })),
  );
}

async function buy(world: World, system: OwnSystem, request: Request): Promise<Answered> {
  const parsed = wish.safeParse(JSON.parse(request.body));
  if (!parsed.success) return { isDone: false, text: z.prettifyError(parsed.error) };
  const { sku, quantity } = parsed.data;
  try {
    return await (system.settings.kind === "till" ? sell(system, sku, quantity) : order(system, sku, quantity));
  } catch (error) {
    return { isDone: false, text: error instanceof Error ? error.message : String(error) };
  } finally {
    // The number of the next order must outlive a restart.
    world.onChange();
  }
}
