import { randomBytes } from "node:crypto";
import { nowMs } from "../clock.ts";
import { type Answer, json } from "../http/answer.ts";
import { header, type Request } from "../http/request.ts";
import type { World } from "../world.ts";
import type { Shop } from "./shop.ts";

/** Seconds that a token of the client-credentials grant lives [shopify.dev, client-credentials-grant]. */
const lifetimeSeconds = 86_399;

/** `POST /admin/oauth/access_token` with the client-credentials grant, as JSON or as a form. */
export function answerToken(world: World, shop: Shop, request: Request): Answer {
  const body = readBody(request);
  const { clientId, clientSecret, scopes } = shop.settings;
  if (body.get("grant_type") !== "client_credentials") {
    return json(400, { error: "unsupported_grant_type", error_description: "grant_type must be client_credentials" });
  }
  if (body.get("client_id") !== clientId || body.get("client_secret") !== clientSecret) {
    return json(401, { error: "invalid_client", error_description: "Client authentication failed" });
  }
  const token = `shpca_${randomBytes(16).toString("hex")}`;
  const now = nowMs();
  shop.tokens = shop.tokens.filter((row) => row.expiresAt > now);
  shop.tokens.push({ token, expiresAt: now + lifetimeSeconds * 1000 });
  world.onChange();
  return json(200, { access_token: token, scope: scopes.join(","), expires_in: lifetimeSeconds });
}

/** Whether the request carries a token of this shop that is still good. */
export function isAuthorised(shop: Shop, request: Request): boolean {
  const token = header(request, "x-shopify-access-token");
  if (token === "") return false;
  if (token === shop.settings.accessToken) return true;
  return shop.tokens.some((row) => row.token === token && row.expiresAt > nowMs());
}

function readBody(request: Request): URLSearchParams {
  if (!header(request, "content-type").includes("json")) return new URLSearchParams(request.body);
  const parsed: unknown = JSON.parse(request.body);
  const fields = new URLSearchParams();
  if (typeof parsed === "object" && parsed !== null) {
    for (const [name, value] of Object.entries(parsed)) fields.set(name, String(value));
  }
  return fields;
}
