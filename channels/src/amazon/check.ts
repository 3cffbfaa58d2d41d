import type { AccountCheck } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import { type Account, itemsPath } from "./account.ts";
import { itemsReply, participationsReply } from "./replies.ts";

/** Asks for the account's marketplaces and for one listing: what the hub needs, and nothing that changes anything. */
export async function check(account: Account, signal: AbortSignal): Promise<AccountCheck> {
  const problems = await attempt(async () => [
    ...(await checkMarketplaces(account, signal)),
    ...(await checkListings(account, signal)),
  ]);
  return { problems, locations: [] };
}

async function attempt(ask: () => Promise<string[]>): Promise<string[]> {
  try {
    return await ask();
  } catch (error) {
    const isRefusal =
      error instanceof PlatformError && error.status !== null && error.status >= 400 && error.status < 500;
    if (!isRefusal) throw error;
    return [error.message];
  }
}

async function checkMarketplaces({ client, marketplaceIds }: Account, signal: AbortSignal): Promise<string[]> {
  const path = "/sellers/v1/marketplaceParticipations";
  const request = { operation: "getMarketplaceParticipations", method: "GET", path } as const;
  const reply = await client.read(request, participationsReply, signal);
  const open = new Map((reply?.payload ?? []).map(({ marketplace, participation }) => [marketplace.id, participation]));
  return marketplaceIds.flatMap((id) => {
    const participation = open.get(id);
    if (!participation?.isParticipating)
      return [`the account does not sell in marketplace ${id}: leave it out, or join it`];
    return participation.hasSuspendedListings ? [`listings of marketplace ${id} are suspended: ask Amazon why`] : [];
  });
}

async function checkListings(account: Account, signal: AbortSignal): Promise<string[]> {
  const query = { marketplaceIds: account.marketplaceIds[0], includedData: "summaries", pageSize: "1" };
  const request = { operation: "searchListingsItems", method: "GET", path: itemsPath(account), query } as const;
  const reply = await account.client.read(request, itemsReply, signal);
  return reply === null ? [`Amazon does not know seller ${account.sellerId}`] : [];
}
