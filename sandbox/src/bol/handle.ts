import { gate } from "../gate.ts";
import type { Answer } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import type { LoggedRequest } from "../request-log.ts";
import type { World } from "../world.ts";
import type { BolAccount } from "./account.ts";
import { listInventory } from "./inventory.ts";
import { type MediaType, refuseMediaType, v10, v11 } from "./media-type.ts";
import { listOffers, patchOffer, readOffer } from "./offers.ts";
import { listOrders, readOrder } from "./orders.ts";
import { problem } from "./problem.ts";
import { readProcess } from "./processes.ts";
import { spend } from "./rate-limit.ts";
import { handleReturn, listReturns } from "./returns.ts";
import { cancelOrderItem, createShipment, listShipments } from "./shipments.ts";
import {
  deleteSubscription,
  listSignatureKeys,
  listSubscriptions,
  saveSubscription,
  testSubscription,
} from "./subscriptions.ts";
import { answerBolToken, isBolAuthorised } from "./token.ts";

interface Call {
  world: World;
  account: BolAccount;
  request: Request;
  /** The path's variable part; "" when the route has none. */
  id: string;
  body: unknown;
  logged: LoggedRequest;
}

interface Route {
  mediaType: MediaType;
  act: (call: Call) => Answer;
}

/** Every route of the sandbox; `{…}` stands for one path part. Fixed parts come before variable ones. */
const routes: Record<string, Route> = {
  "GET /retailer/offers": { mediaType: v11, act: ({ account, request }) => listOffers(account, request) },
  "GET /retailer/offers/{offer-id}": { mediaType: v11, act: ({ account, id }) => readOffer(account, id) },
  "PATCH /retailer/offers/{offer-id}": {
    mediaType: v11,
    act: ({ world, account, id, body, logged }) => patchOffer(world, account, id, body, logged),
  },
  "GET /retailer/orders": { mediaType: v10, act: ({ account, request }) => listOrders(account, request) },
  "PUT /retailer/orders/cancellation": {
    mediaType: v10,
    act: ({ world, account, body }) => cancelOrderItem(world, account, body),
  },
  "GET /retailer/orders/{order-id}": { mediaType: v10, act: ({ account, id }) => readOrder(account, id) },
  "GET /retailer/inventory": { mediaType: v10, act: ({ account, request }) => listInventory(account, request) },
  "GET /retailer/returns": { mediaType: v10, act: ({ account, request }) => listReturns(account, request) },
  "PUT /retailer/returns/{rma-id}": {
    mediaType: v10,
    act: ({ world, account, id, body }) => handleReturn(world, account, id, body),
  },
  "GET /retailer/shipments": { mediaType: v10, act: ({ account, request }) => listShipments(account, request) },
  "POST /retailer/shipments": {
    mediaType: v10,
    act: ({ world, account, body }) => createShipment(world, account, body),
  },
  "GET /shared/process-status/{process-status-id}": {
    mediaType: v10,
    act: ({ account, id }) => readProcess(account, id),
  },
  "GET /retailer/subscriptions": { mediaType: v10, act: ({ account }) => listSubscriptions(account) },
  "POST /retailer/subscriptions": {
    mediaType: v10,
    act: ({ world, account, body }) => saveSubscription(world, account, null, body),
  },
  "GET /retailer/subscriptions/signature-keys": { mediaType: v10, act: ({ account }) => listSignatureKeys(account) },
  "PUT /retailer/subscriptions/{subscription-id}": {
    mediaType: v10,
    act: ({ world, account, id, body }) => saveSubscription(world, account, id, body),
  },
  "DELETE /retailer/subscriptions/{subscription-id}": {
    mediaType: v10,
    act: ({ world, account, id }) => deleteSubscription(world, account, id),
  },
  "POST /retailer/subscriptions/test/{subscription-id}": {
    mediaType: v10,
    act: ({ world, account, id }) => testSubscription(world, account, id),
  },
};

/** Answers one request to an account; `path` is what follows the account's base URL. Null: cut the connection. */
export async function handleBol(
  world: World,
  account: BolAccount,
  path: string[],
  request: Request,
  logged: LoggedRequest,
): Promise<Answer | null> {
  const isToken = request.method === "POST" && path.length === 1 && path[0] === "token";
  const name = isToken ? "POST /token" : findRoute(request.method, path);
  if (name === null) return problem(404, `The sandbox has no ${request.method} /${path.join("/")}`);
  logged.operation = name;
  const tooMany = (seconds: number) =>
    problem(429, "Too many requests, retry later.", [], v10, { "retry-after": String(seconds) });
  return gate(world, logged, tooMany, () => {
    const budget = spend(account, name);
    if (budget.isExceeded) return withHeaders(tooMany(budget.retryAfterSeconds), budget.headers);
    const route = routes[name];
    if (!route) return answerBolToken(world, account, request);
    return withHeaders(answer(world, account, name, route, path, request, logged), budget.headers);
  });
}

function findRoute(method: string, path: string[]): string | null {
  const matches = (name: string) => {
    const [routeMethod = "", route = ""] = name.split(" ");
    const parts = route.split("/").slice(1);
    const isSame = (part: string, index: number) => part.startsWith("{") || part === path[index];
    return routeMethod === method && parts.length === path.length && parts.every(isSame);
  };
  return Object.keys(routes).find(matches) ?? null;
}

function answer(
  world: World,
  account: BolAccount,
  name: string,
  route: Route,
  path: string[],
  request: Request,
  logged: LoggedRequest,
): Answer {
  const { mediaType } = route;
  if (!isBolAuthorised(account, request))
    return problem(401, "The token is missing, unknown or expired.", [], mediaType);
  const refused = refuseMediaType(request, mediaType);
  if (refused) return problem(refused, `${name} speaks ${mediaType}.`, [], mediaType);
  const body = request.body === "" ? null : readJson(request.body);
  const wrong = world.contracts?.bol.checkRequest(name, request.query, body) ?? [];
  if (wrong.length > 0) {
    world.violations.add({ platform: "bol", shop: account.handle, side: "request", operation: name, problems: wrong });
    if (world.violations.mode === "strict") return brokenContract("request", wrong);
  }
  const id = name.includes("{") ? (path.at(-1) ?? "") : "";
  return checked(world, account, name, route.act({ world, account, request, id, body, logged }));
}

function checked(world: World, account: BolAccount, name: string, given: Answer): Answer {
  const body = typeof given.body === "string" ? readJson(given.body) : null;
  const problems = world.contracts?.bol.checkAnswer(name, given.status, body) ?? [];
  if (problems.length === 0) return given;
  world.violations.add({ platform: "bol", shop: account.handle, side: "answer", operation: name, problems });
  return world.violations.mode === "strict" ? brokenContract("answer", problems) : given;
}

function brokenContract(side: string, problems: string[]): Answer {
  return problem(500, `sandbox: the ${side} breaks bol's published contract: ${problems.join("; ")}`);
}

function withHeaders(given: Answer, headers: Record<string, string>): Answer {
  return { ...given, headers: { ...given.headers, ...headers } };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: no endpoint takes undefined as a body, so the request is refused as one of a wrong shape.
    return undefined;
  }
}
