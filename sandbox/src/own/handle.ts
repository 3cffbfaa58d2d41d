import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, json } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import type { World } from "../world.ts";
import { answerMessage } from "./message.ts";
import { asset, page } from "./page.ts";
import { press } from "./press.ts";
import { nameStrangers, readShelf } from "./shelf.ts";
import { readStanding } from "./standing.ts";
import type { OwnSystem } from "./system.ts";

/** Answers one request to a portal or a till; `path` is what follows its name. */
export async function handleOwn(world: World, system: OwnSystem, path: string[], request: Request): Promise<Answer> {
  switch (`${request.method} ${path.join("/")}`) {
    case "GET ":
      return page(system);
    case "GET shelf":
      return orTrouble(() => shelf(system, request));
    case "GET told":
      return json(200, rowsOf(system));
    case "GET parcels":
      return json(200, [...system.parcels.values()].toReversed());
    case "GET books":
      return orTrouble(() => readStanding(system));
    case "GET messages":
      return json(200, system.messages);
    case "POST messages":
      return answerMessage(system, request);
    default:
      return (await actOrAsset(world, system, path, request)) ?? unknown(system, path, request);
  }
}

async function actOrAsset(world: World, system: OwnSystem, [name, ...rest]: string[], request: Request) {
  if (name === undefined || rest.length > 0) return null;
  return request.method === "POST" ? press(world, system, name, request) : asset(name);
}

function unknown({ name }: OwnSystem, path: string[], { method }: Request): Answer {
  return json(404, { error: `there is no ${method} /own/${name}/${path.join("/")}` });
}

/** Rows that the page shows at once; the others are found by searching. */
const rowsMax = 100;
/** How long a look at the shelf waits for the catalogue. */
const patienceMs = 500;

async function shelf(system: OwnSystem, { query }: Request) {
  // A large catalogue goes on arriving while people look.
  await Promise.race([readShelf(system), sleep(patienceMs)]);
  await nameStrangers(system);
  const wanted = (query.get("search") ?? "").toLowerCase();
  const found = rowsOf(system).filter(({ sku, title }) => `${sku}\n${title}`.toLowerCase().includes(wanted));
  return { total: found.length, rows: found.slice(0, rowsMax), trouble: system.trouble };
}

function rowsOf({ shelf }: OwnSystem) {
  return [...shelf].map(([sku, { title, quantity }]) => ({ sku, title, quantity }));
}

async function orTrouble(read: () => Promise<object>): Promise<Answer> {
  try {
    return json(200, await read());
  } catch (error) {
    return json(502, { text: error instanceof Error ? error.message : String(error) });
  }
}
