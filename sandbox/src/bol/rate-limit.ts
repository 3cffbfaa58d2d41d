import { steadyMs } from "../clock.ts";
import type { BolAccount } from "./account.ts";

interface Limit {
  capacity: number;
  perMs: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * bol's budgets per endpoint. Published or reported until 2026-11; for PATCH of an offer no figure was found, so it has that
 * of the older PUT; for the cancellation none either, so it has that of a shipment.
 */
const limits: Record<string, Limit> = {
  "POST /token": { capacity: 50, perMs: minute },
  "GET /retailer/offers": { capacity: 25, perMs: second },
  "GET /retailer/offers/{offer-id}": { capacity: 25, perMs: second },
  "PATCH /retailer/offers/{offer-id}": { capacity: 50, perMs: second },
  "GET /retailer/orders": { capacity: 25, perMs: minute },
  "GET /retailer/orders/{order-id}": { capacity: 25, perMs: second },
  "PUT /retailer/orders/cancellation": { capacity: 25, perMs: second },
  "GET /retailer/shipments": { capacity: 25, perMs: minute },
  "POST /retailer/shipments": { capacity: 25, perMs: second },
  "GET /retailer/inventory": { capacity: 20, perMs: minute },
  "GET /retailer/returns": { capacity: 20, perMs: minute },
  "PUT /retailer/returns/{rma-id}": { capacity: 20, perMs: minute },
  "GET /shared/process-status/{process-status-id}": { capacity: 100, perMs: second },
  "GET /retailer/subscriptions/signature-keys": { capacity: 10, perMs: hour },
};

const otherLimit: Limit = { capacity: 10, perMs: second };

export interface Budget {
  isExceeded: boolean;
  retryAfterSeconds: number;
  headers: Record<string, string>;
}

/** Counts a request against its endpoint's budget. */
export function spend(account: BolAccount, route: string): Budget {
  const { capacity, perMs } = limits[route] ?? otherLimit;
  const allowed = Math.max(1, Math.floor(capacity * account.settings.rateFactor));
  const now = steadyMs();
  const running = account.windows.get(route);
  const window = running && now - running.startedAt < perMs ? running : { startedAt: now, count: 0 };
  account.windows.set(route, window);
  window.count += 1;
  const retryAfterSeconds = Math.max(1, Math.ceil((window.startedAt + perMs - now) / 1000));
  return {
    isExceeded: window.count > allowed,
    retryAfterSeconds,
    headers: {
      "x-ratelimit-limit": String(allowed),
      "x-ratelimit-remaining": String(Math.max(0, allowed - window.count)),
      "x-ratelimit-reset": String(retryAfterSeconds),
    },
  };
}
