import type { Refusal } from "./quantity-rules.ts";
import { statesBeside } from "./views.ts";

/** Units may be added to what is available and to the states beside it, and to no sum. */
export function refuseState(name: string, field: string[]): Refusal[] {
  if (name === "available" || statesBeside.includes(name)) return [];
  return [{ field, message: "The specified quantity name is invalid.", code: "INVALID_QUANTITY_NAME" }];
}

/** Every state but available is kept by documents of somebody else's; messages as recorded (2026-06, API 2026-04). */
export function refuseLedger(name: string, document: string | null, row: string[]): Refusal[] {
  const refused = (message: string, code: string) => [{ field: [...row, "ledgerDocumentUri"], message, code }];
  if (name === "available") {
    if (document === null) return [];
    return refused("A ledger document URI is not allowed when adjusting available.", "INVALID_AVAILABLE_DOCUMENT");
  }
  if (document === null) {
    return refused("A ledger document URI is required except when adjusting available.", "INVALID_QUANTITY_DOCUMENT");
  }
  if (!document.startsWith("gid://shopify/")) return [];
  const message = "Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.";
  return refused(message, "INTERNAL_LEDGER_DOCUMENT");
}
