import type { AccountCheck } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { BolClient } from "./client.ts";
import { offersReply, subscriptionsReply } from "./replies.ts";

/** Asks for a token and for one offer. bol has no scopes: a client may do all, or nothing. */
export async function check(client: BolClient, signal: AbortSignal): Promise<AccountCheck> {
  try {
    const query = new URLSearchParams({ "page-size": "1" });
    const offers = { endpoint: "listOffers", method: "GET", path: "/retailer/offers", query } as const;
    await client.read(offers, offersReply, signal);
    const subscriptions = { endpoint: "subscriptions", method: "GET", path: "/retailer/subscriptions" } as const;
    await client.read(subscriptions, subscriptionsReply, signal);
    return { problems: [], locations: [] };
  } catch (error) {
    if (!(error instanceof PlatformError) || !isRefusal(error.status)) throw error;
    return { problems: [error.message], locations: [] };
  }
}

function isRefusal(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500;
}
