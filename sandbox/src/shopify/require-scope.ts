import { GraphQLError } from "graphql";
import type { Shop } from "./shop.ts";

/** Throws what Shopify answers when the app has no scope for a field; to write holds to read. */
export function requireScope(shop: Shop, scope: string, field: string): void {
  const { scopes } = shop.settings;
  if (scopes.includes(scope) || scopes.includes(scope.replace("read_", "write_"))) return;
  throw new GraphQLError(`Access denied for ${field} field. Required access: \`${scope}\` access scope.`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: `\`${scope}\` access scope.`,
    },
  });
}
