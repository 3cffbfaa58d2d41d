import { gate } from "../gate.ts";
import { type Answer, json } from "../http/answer.ts";
import { header, type Request } from "../http/request.ts";
import type { LoggedRequest } from "../request-log.ts";
import type { World } from "../world.ts";
import { getInventorySummaries } from "./fba.ts";
import {
  createFeed,
  createFeedDocument,
  downloadDocument,
  getFeed,
  getFeedDocument,
  getFeeds,
  uploadDocument,
} from "./feeds.ts";
import { getListingsItem, searchListingsItems } from "./listings.ts";
import { createDestination, createSubscription, getDestinations, getSubscription } from "./notifications.ts";
import { getOrder, searchOrders } from "./orders.ts";
import { patchListingsItem } from "./patch-listing.ts";
import { problem, success, tooMany } from "./problem.ts";
import { answerQueue, awaitMessage, queueOperation } from "./queue.ts";
import { spend } from "./rate-limit.ts";
import { createReport, downloadReport, getReport, getReportDocument } from "./reports.ts";
import type { Seller } from "./seller.ts";
import { confirmShipment } from "./ship-order.ts";
import { answerLwaToken, refuseToken } from "./token.ts";

interface Call {
  world: World;
  seller: Seller;
  request: Request;
  /** The path's variable parts, in their order; a seller's id is checked and left out. */
  ids: string[];
  body: unknown;
  /** Where the caller reached the sandbox. */
  origin: string;
  logged: LoggedRequest;
}

interface Route {
  /** Method and path; `*` stands for one part, `{sellerId}` for the seller's own id. */
  path: string;
  act: (call: Call) => Answer;
  /** Asked with a token that belongs to no seller. */
  isGrantless?: boolean;
}

/** Every operation of the sandbox, by its published name. */
const routes: Record<string, Route> = {
  searchListingsItems: {
    path: "GET listings/2021-08-01/items/{sellerId}",
    act: ({ seller, request }) => searchListingsItems(seller, request),
  },
  getListingsItem: {
    path: "GET listings/2021-08-01/items/{sellerId}/*",
    act: ({ seller, request, ids }) => getListingsItem(seller, ids[0] ?? "", request),
  },
  patchListingsItem: {
    path: "PATCH listings/2021-08-01/items/{sellerId}/*",
    act: ({ world, seller, ids, body, logged }) => patchListingsItem(world, seller, ids[0] ?? "", body, logged),
  },
  searchOrders: {
    path: "GET orders/2026-01-01/orders",
    act: ({ seller, request }) => searchOrders(seller, request),
  },
  getOrder: {
    path: "GET orders/2026-01-01/orders/*",
    act: ({ seller, request, ids }) => getOrder(seller, ids[0] ?? "", request),
  },
  confirmShipment: {
    path: "POST orders/v0/orders/*/shipmentConfirmation",
    act: ({ world, seller, ids, body }) => confirmShipment(world, seller, ids[0] ?? "", body),
  },
  getInventorySummaries: {
    path: "GET fba/inventory/v1/summaries",
    act: ({ seller, request }) => getInventorySummaries(seller, request),
  },
  createFeedDocument: {
    path: "POST feeds/2021-06-30/documents",
    act: ({ seller, origin }) => createFeedDocument(seller, origin),
  },
  getFeedDocument: {
    path: "GET feeds/2021-06-30/documents/*",
    act: ({ seller, origin, ids }) => getFeedDocument(seller, origin, ids[0] ?? ""),
  },
  createFeed: {
    path: "POST feeds/2021-06-30/feeds",
    act: ({ world, seller, body, logged }) => createFeed(world, seller, body, logged),
  },
  getFeeds: {
    path: "GET feeds/2021-06-30/feeds",
    act: ({ seller, request }) => getFeeds(seller, request),
  },
  getFeed: { path: "GET feeds/2021-06-30/feeds/*", act: ({ seller, ids }) => getFeed(seller, ids[0] ?? "") },
  createReport: {
    path: "POST reports/2021-06-30/reports",
    act: ({ world, seller, body }) => createReport(world, seller, body),
  },
  getReport: { path: "GET reports/2021-06-30/reports/*", act: ({ seller, ids }) => getReport(seller, ids[0] ?? "") },
  getReportDocument: {
    path: "GET reports/2021-06-30/documents/*",
    act: ({ seller, origin, ids }) => getReportDocument(seller, origin, ids[0] ?? ""),
  },
  getDestinations: {
    path: "GET notifications/v1/destinations",
    act: ({ seller }) => getDestinations(seller),
    isGrantless: true,
  },
  createDestination: {
    path: "POST notifications/v1/destinations",
    act: ({ world, seller, body }) => createDestination(world, seller, body),
    isGrantless: true,
  },
  getSubscription: {
    path: "GET notifications/v1/subscriptions/*",
    act: ({ seller, ids }) => getSubscription(seller, ids[0] ?? ""),
  },
  createSubscription: {
    path: "POST notifications/v1/subscriptions/*",
    act: ({ world, seller, ids, body }) => createSubscription(world, seller, ids[0] ?? "", body),
  },
  getMarketplaceParticipations: {
    path: "GET sellers/v1/marketplaceParticipations",
    act: ({ seller }) => participations(seller),
  },
};

/** Answers one request to a seller account; `path` is what follows the account's base URL. Null: cut the connection. */
export async function handleAmazon(
  world: World,
  seller: Seller,
  path: string[],
  request: Request,
  logged: LoggedRequest,
): Promise<Answer | null> {
  const aside = besideTheApi(world, seller, path, request);
  if (aside) {
    logged.operation = aside.operation;
    if (path[0] === "sqs") await awaitMessage(seller, addressOf(seller, path), request);
    return gate(world, logged, tooMany, aside.act);
  }
  const found = findRoute(request.method, path);
  if (!found) return problem(404, "NotFound", `The sandbox has no ${request.method} /${path.join("/")}`);
  logged.operation = found.name;
  return gate(world, logged, tooMany, () => {
    const bucket = spend(seller.buckets, found.name, seller.settings.rateFactor);
    if (bucket.isExceeded) return tooMany();
    const given = answer(world, seller, found, path, request, logged);
    return { ...given, headers: { ...given.headers, "x-amzn-ratelimit-limit": bucket.header } };
  });
}

/** Tokens, documents and the queue, which have other addresses than the API in the real world. */
function besideTheApi(world: World, seller: Seller, path: string[], request: Request) {
  const route = `${request.method} ${path[0]}`;
  switch (route) {
    case "POST auth":
      return { operation: "POST /auth/o2/token", act: () => answerLwaToken(world, seller, request) };
    case "PUT documents":
      return { operation: "PUT document", act: () => uploadDocument(seller, path[1] ?? "", request.body) };
    case "GET documents":
      return { operation: "GET document", act: () => downloadDocument(seller, path[1] ?? "") };
    case "GET reports-bucket":
      return { operation: "GET report", act: () => downloadReport(seller, path[1] ?? "") };
    case "POST sqs":
      return {
        operation: queueOperation(request),
        act: () => answerQueue(world, seller, addressOf(seller, path), request),
      };
    default:
      return null;
  }
}

/** The path as the caller signed it. */
function addressOf(seller: Seller, path: string[]): string {
  return `/amazon/${seller.handle}/${path.join("/")}`;
}

interface FoundRoute extends Route {
  name: string;
  ids: string[];
}

function findRoute(method: string, path: string[]): FoundRoute | null {
  for (const [name, route] of Object.entries(routes)) {
    const [routeMethod, routePath = ""] = route.path.split(" ");
    const parts = routePath.split("/");
    if (routeMethod !== method || parts.length !== path.length) continue;
    const isVariable = (part: string) => part === "*" || part === "{sellerId}";
    if (!parts.every((part, place) => isVariable(part) || part === path[place])) continue;
    return { ...route, name, ids: path.filter((_, place) => parts[place] === "*") };
  }
  return null;
}

function answer(
  world: World,
  seller: Seller,
  { name, ids, path: template, act, isGrantless = false }: FoundRoute,
  path: string[],
  request: Request,
  logged: LoggedRequest,
): Answer {
  const denied = refuseToken(seller, request, isGrantless);
  if (denied) return denied;
  if (template.includes("{sellerId}") && path[3] !== seller.settings.sellerId) {
    return problem(403, "Unauthorized", "Access to requested resource is denied.", `seller ${path[3]} is not yours`);
  }
  const body = request.body === "" ? null : readJson(request.body);
  const wrong = world.contracts?.amazon.checkRequest(name, request.query, body) ?? [];
  const operation = name;
  if (wrong.length > 0) {
    world.violations.add({ platform: "amazon", shop: seller.handle, side: "request", operation, problems: wrong });
    if (world.violations.mode === "strict") return brokenContract("request", wrong);
  }
  const origin = `http://${header(request, "host")}`;
  return checked(world, seller, name, act({ world, seller, request, ids, body, origin, logged }));
}

function checked(world: World, seller: Seller, operation: string, given: Answer): Answer {
  const body = typeof given.body === "string" ? readJson(given.body) : null;
  const problems = world.contracts?.amazon.checkAnswer(operation, given.status, body) ?? [];
  if (problems.length === 0) return given;
  world.violations.add({ platform: "amazon", shop: seller.handle, side: "answer", operation, problems });
  return world.violations.mode === "strict" ? brokenContract("answer", problems) : given;
}

function brokenContract(side: string, problems: string[]): Answer {
  return json(500, { errors: `sandbox: the ${side} breaks Amazon's published contract: ${problems.join("; ")}` });
}

function participations(seller: Seller): Answer {
  const payload = seller.settings.marketplaceIds.map((id) => ({
    marketplace: {
      ...{ id, name: `Amazon ${id}`, countryCode: "NL", defaultCurrencyCode: "EUR" },
      ...{ defaultLanguageCode: "nl_NL", domainName: "www.amazon.nl" },
    },
    participation: { isParticipating: true, hasSuspendedListings: false },
    storeName: seller.handle,
  }));
  return success(200, { payload });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: no operation takes undefined as a body, so the request is refused as one of a wrong shape.
    return undefined;
  }
}
