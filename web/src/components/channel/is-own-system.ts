import type { Platform } from "../../graphql/generated/graphql.ts";

/** A portal or a till of the merchant's own: it sells through the hub's API, so nothing is read from it. */
export function isOwnSystem(platform: Platform): boolean {
  return platform === "portal" || platform === "pos";
}
