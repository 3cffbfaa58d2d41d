import type * as z from "zod";
import type { AccountCheck, PlatformLocation } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { ShopifyClient } from "./client.ts";
import { locationsPage, scopes } from "./documents.ts";
import { nextCursor } from "./next-cursor.ts";
import type { locationsReply } from "./replies.ts";

/** What the hub does with a shop, and the scope that each takes. `write_x` holds `read_x`. */
const neededScopes = {
  read_products: "read the catalogue",
  read_inventory: "read quantities",
  write_inventory: "write quantities",
  read_locations: "list locations",
  read_orders: "read orders and hear of them",
  write_orders: "cancel orders",
  read_merchant_managed_fulfillment_orders: "see what waits to be shipped",
  write_merchant_managed_fulfillment_orders: "tell of parcels",
  read_returns: "see what buyers send back",
};

/** Asks for a token, its scopes, and the shop's locations. */
export async function check(client: ShopifyClient, locationIds: string[], signal: AbortSignal): Promise<AccountCheck> {
  try {
    const missing = missingScopes(await client.run(scopes, {}, signal));
    if (missing.includes("read_locations")) return { problems: [missingText(missing)], locations: [] };
    const locations = await readLocations(client, signal);
    const problems = missing.length > 0 ? [missingText(missing)] : [];
    const wrong = locationIds.flatMap((id) => aboutLocation(id, locations));
    return { problems: [...problems, ...wrong], locations: locations.filter(isOurs).map(toLocation) };
  } catch (error) {
    if (!(error instanceof PlatformError) || !isRefusal(error.status)) throw error;
    return { problems: [error.message], locations: [] };
  }
}

type Scopes = z.infer<NonNullable<typeof scopes.reply>>;

function missingScopes({ currentAppInstallation }: Scopes): (keyof typeof neededScopes)[] {
  const granted = new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle));
  return scopeNames.filter((name) => !granted.has(name) && !granted.has(name.replace(/^read_/, "write_")));
}

const scopeNames: (keyof typeof neededScopes)[] = [
  "read_products",
  "read_inventory",
  "write_inventory",
  "read_locations",
  "read_orders",
  "write_orders",
  "read_merchant_managed_fulfillment_orders",
  "write_merchant_managed_fulfillment_orders",
  "read_returns",
];

function missingText(missing: (keyof typeof neededScopes)[]): string {
  const named = missing.map((name) => `${name} (${neededScopes[name]})`).join(", ");
  return `the app lacks access scopes: ${named}. Add them to the app's version and install it again`;
}

type Place = z.infer<typeof locationsReply>["locations"]["nodes"][number];

async function readLocations(client: ShopifyClient, signal: AbortSignal): Promise<Place[]> {
  const found: Place[] = [];
  let after: string | null = null;
  do {
    const reply: z.infer<typeof locationsReply> = await client.run(locationsPage, { after }, signal);
    found.push(...reply.locations.nodes);
    after = nextCursor(reply.locations.pageInfo, after);
  } while (after !== null);
  return found;
}

/** A fulfilment service keeps the stock of its place by itself: two writers would undo each other's work. */
function isOurs({ isFulfillmentService }: Place): boolean {
  return !isFulfillmentService;
}

function toLocation({ id, name, isActive, fulfillsOnlineOrders: sellsOnline, address }: Place): PlatformLocation {
  return { id, name, isActive, sellsOnline, country: address?.countryCode ?? null };
}

function aboutLocation(locationId: string, locations: Place[]): string[] {
  const found = locations.find(({ id }) => id === locationId);
  if (found?.isActive && isOurs(found)) return [];
  const choice = locations.filter((place) => isOurs(place) && place.isActive);
  const known = choice.map(({ id, name }) => `${name} (${id})`).join(", ");
  return [`${hindranceOf(locationId, found)}; the shop has ${known || "none"}`];
}

function hindranceOf(locationId: string, found: Place | undefined): string {
  if (!found) return `the shop has no location ${locationId}`;
  const place = `location ${found.name} (${locationId})`;
  return found.isActive ? `${place} is a fulfilment service's, which keeps its stock itself` : `${place} is not active`;
}

function isRefusal(status: number | null): boolean {
  return status === 200 || (status !== null && status >= 400 && status < 500);
}
