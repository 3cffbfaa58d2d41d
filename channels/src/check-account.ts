import type { AccountCheck } from "./connector.ts";
import { createConnector } from "./create-connector.ts";
import { shopifyCredentials } from "./credentials.ts";
import { ownBudgets } from "./http/budgets.ts";
import type { PreparedAccount } from "./prepare-account.ts";
import { checkShop } from "./shopify/index.ts";
import { OutcomeUnknown, PlatformError, RateLimited } from "./trouble.ts";

export interface AccountToCheck extends Pick<PreparedAccount, "platform" | "baseUrl" | "credentials"> {
  /** The place that quantities are to be written to, where it is chosen already. */
  platformLocationId: string | null;
  allowHttp: boolean;
}

const timeoutMs = 10_000;

/** Calls the platform with credentials that nobody stored yet. A platform that cannot be reached is a problem like any other. */
export async function checkAccount(account: AccountToCheck, signal: AbortSignal): Promise<AccountCheck> {
  try {
    return await call(account, signal);
  } catch (error) {
    if (error instanceof RateLimited) return asProblem(`${account.platform} wants a pause; try again in a minute`);
    if (error instanceof PlatformError || error instanceof OutcomeUnknown) return asProblem(error.message);
    throw error;
  }
}

function call(account: AccountToCheck, signal: AbortSignal): Promise<AccountCheck> {
  const { platform, baseUrl, credentials, platformLocationId, allowHttp } = account;
  if (platform !== "shopify") {
    return createConnector({ platform, baseUrl, credentials, settings: {}, allowHttp, timeoutMs }).check(signal);
  }
  const root = new URL(baseUrl);
  const shop = { root, credentials: shopifyCredentials.parse(credentials), budgets: ownBudgets(), timeoutMs };
  return checkShop(shop, platformLocationId, signal);
}

function asProblem(message: string): AccountCheck {
  return { problems: [message], locations: [] };
}
