import { z } from "zod";
import { setClockAhead } from "../clock.ts";
import { type Answer, json } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import { gid } from "../ids.ts";
import { OwnSystem, ownSettings } from "../own/system.ts";
import type { SandboxPlatform } from "../platform.ts";
import type { World } from "../world.ts";
import { putSeller } from "./amazon-stall.ts";
import { putAccount } from "./bol-stall.ts";
import type { Buyers } from "./buyers.ts";
import {
  amazonSeller,
  bolAccount,
  buyers,
  cancellation,
  clock,
  endedFeeds,
  endedReturn,
  logQuery,
  orders,
  plantedFault,
  products,
  refunded,
  returned,
  shopifyShop,
  shopPath,
  stockEdits,
} from "./input.ts";
import { putShop } from "./shopify-stall.ts";
import type { Stall } from "./stall.ts";
import { stallOf, stalls } from "./stalls.ts";
import { ControlError } from "./trouble.ts";

/** Answers one request to the control API; `path` is what follows /control. */
export function handleControl(world: World, crowd: Buyers, path: string[], request: Request): Answer {
  try {
    if (path[0] === "own") return aboutOwn(world, path.slice(1), request);
    return path.length >= 2 && path[0] !== "faults"
      ? aboutShop(world, path, request)
      : aboutAll(world, crowd, path, request);
  } catch (error) {
    if (error instanceof ControlError) return json(error.status, { error: error.message });
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    if (error instanceof SyntaxError) return json(400, { error: `the body is not JSON: ${error.message}` });
    throw error;
  }
}

function aboutAll(world: World, crowd: Buyers, path: string[], request: Request): Answer {
  const route = `${request.method} ${path[0] ?? ""}`;
  switch (route) {
    case "GET health":
      return json(200, { status: "ok", pendingWebhooks: world.mailer.pending });
    case "GET shops":
      return json(
        200,
        stalls(world).map(({ name }) => name),
      );
    case "GET violations":
      return json(200, world.violations.all);
    case "GET requests":
      return json(200, requestsFor(world, request));
    case "GET webhooks": {
      const { since, platform, shop } = logQuery.parse(Object.fromEntries(request.query));
      const isWanted = (row: { at: number; platform: string; shop: string }) =>
        row.at > since && (platform ?? row.platform) === row.platform && (shop ?? row.shop) === row.shop;
      return json(200, world.mailer.deliveries.filter(isWanted));
    }
    case "GET buyers":
      return json(200, crowd.wish);
    case "POST buyers":
      crowd.change(buyers.parse(JSON.parse(request.body)));
      return json(200, crowd.wish);
    case "PUT clock":
      setClockAhead(clock.parse(JSON.parse(request.body)).aheadMs);
      return json(200, { done: true });
    case "GET faults":
      return json(200, world.faults.list());
    case "POST faults":
      return json(201, { id: world.faults.plant(plantedFault.parse(JSON.parse(request.body))) });
    case "DELETE faults":
      world.faults.remove(path[1] === undefined ? null : Number(path[1]));
      return json(200, world.faults.list());
    default:
      throw new ControlError(404, `the control API has no ${request.method} /control/${path.join("/")}`);
  }
}

function aboutOwn(world: World, [name = "", what]: string[], request: Request): Answer {
  const known = world.own.get(name);
  if (known && what === "refusals") {
    known.refusals = refusals.parse(JSON.parse(request.body));
    known.messages.splice(0);
    return json(200, { done: true });
  }
  const settings = ownSettings.parse(JSON.parse(request.body));
  if (known) known.settings = settings;
  else world.own.set(name, new OwnSystem({ name, settings }));
  world.onChange();
  return json(200, { path: `/own/${name}` });
}

const refusals = z.strictObject({
  messages: z.number().int().min(0),
  /** It keeps what it answers so, as if the answer had been lost. */
  isTaken: z.boolean().default(false),
});

function requestsFor(world: World, request: Request) {
  const { since, platform, shop, operation } = logQuery.parse(Object.fromEntries(request.query));
  return world.requests
    .after(since)
    .filter((row) => (platform ?? row.platform) === row.platform && (shop ?? row.shop) === row.shop)
    .filter((row) => row.operation.includes(operation ?? ""));
}

function aboutShop(world: World, path: string[], request: Request): Answer {
  const [platformName, shopName, what, orderId, act] = path;
  const { platform, shop } = shopPath.parse({ platform: platformName, shop: shopName });
  if (what === undefined && request.method === "PUT") return putOne(world, platform, shop, request);
  const stall = stallOf(world, platform, shop);
  const route = [request.method, what, orderId === undefined ? "" : ":order", act ?? ""].join(" ").trim();
  const refusable = (refused: string | null) => (refused === null ? json(200, { done: true }) : json(409, { refused }));
  switch (route) {
    case "PUT products":
      return json(200, stall.putProducts(products.parse(JSON.parse(request.body))));
    case "GET stock":
      return json(200, stall.stock());
    case "PUT stock":
      stall.editStock(stockEdits.parse(JSON.parse(request.body)));
      return json(200, { done: true });
    case "GET orders":
      return json(200, stall.orders());
    case "POST orders":
      return placeOrders(stall, request.body);
    case "POST orders :order cancel": {
      const body: unknown = request.body === "" ? undefined : JSON.parse(request.body);
      return refusable(stall.cancel(orderId ?? "", cancellation.parse(body)));
    }
    case "POST orders :order fulfil":
      return refusable(stall.fulfil(orderId ?? ""));
    case "DELETE orders :order":
      return doneBy(stall.deleteOrder, orderId ?? "");
    case "POST expire-tokens":
      stall.expireTokens();
      return json(200, { done: true });
    case "POST drop-subscriptions":
      return doneBy(stall.dropSubscriptions);
    case "POST end-feeds":
      return doneBy(stall.endFeeds, endedFeeds.parse(request.body === "" ? {} : JSON.parse(request.body)));
    case "POST rotate-key":
      return doneBy(stall.rotateKey);
    case "POST orders :order return": {
      const refused = stall.announceReturn?.(orderId ?? "", returned.parse(JSON.parse(request.body)));
      return refusable(refused === undefined ? `${platform} has no returns in this sandbox` : refused);
    }
    case "POST orders :order refund": {
      const refused = stall.refund?.(orderId ?? "", refunded.parse(JSON.parse(request.body)));
      return refusable(refused === undefined ? `${platform} has no refunds in this sandbox` : refused);
    }
    case "POST orders :order end-return": {
      const refused = stall.endReturn?.(orderId ?? "", endedReturn.parse(JSON.parse(request.body)));
      return refusable(refused === undefined ? `returns on ${platform} end by themselves` : refused);
    }
    default:
      throw new ControlError(404, `the control API has no ${request.method} /control/${path.join("/")}`);
  }
}

function placeOrders(stall: Stall, body: string): Answer {
  const wanted = orders.parse(JSON.parse(body));
  if (Array.isArray(wanted))
    return json(
      200,
      wanted.map((order) => stall.placeOrder(order)),
    );
  const result = stall.placeOrder(wanted);
  return json(result.placed ? 201 : 409, result);
}

function doneBy<About extends unknown[]>(act: ((...about: About) => void) | undefined, ...about: About): Answer {
  if (!act) throw new ControlError(404, "the platform has no such thing in this sandbox");
  act(...about);
  return json(200, { done: true });
}

function putOne(world: World, platform: SandboxPlatform, handle: string, request: Request): Answer {
  const body: unknown = JSON.parse(request.body);
  if (platform === "bol") {
    putAccount(world, handle, bolAccount.parse(body));
    return json(200, { path: `/bol/${handle}` });
  }
  if (platform === "amazon") {
    putSeller(world, handle, amazonSeller.parse(body));
    return json(200, { path: `/amazon/${handle}` });
  }
  const shop = putShop(world, handle, shopifyShop.parse(body));
  const locations = [...shop.locations.values()].map(({ id, name }) => ({ id: gid("Location", id), name }));
  return json(200, { path: `/shopify/${handle}`, domain: shop.settings.domain, locations });
}
