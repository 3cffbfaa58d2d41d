import { randomBytes } from "node:crypto";
import { nowMs } from "../clock.ts";
import { type Answer, json } from "../http/answer.ts";
import { header, type Request } from "../http/request.ts";
import type { World } from "../world.ts";
import { problem } from "./problem.ts";
import type { Seller } from "./seller.ts";

const notificationsScope = "sellingpartnerapi::notifications";

/** Login with Amazon: `POST /auth/o2/token`, form or JSON, for a seller's refresh token or without a seller (grantless). */
export function answerLwaToken(world: World, seller: Seller, request: Request): Answer {
  const fields = readFields(request);
  const { settings } = seller;
  if (fields.get("client_id") !== settings.clientId || fields.get("client_secret") !== settings.clientSecret) {
    return refuse(401, "invalid_client", "Client authentication failed");
  }
  switch (fields.get("grant_type")) {
    case "refresh_token":
      if (fields.get("refresh_token") === settings.refreshToken) return give(world, seller, false);
      return refuse(400, "invalid_grant", "The request has an invalid grant parameter : refresh_token");
    case "client_credentials":
      if (fields.get("scope") === notificationsScope) return give(world, seller, true);
      return refuse(400, "invalid_scope", "The request has an invalid parameter : scope");
    default:
      return refuse(400, "unsupported_grant_type", "The authorization grant type is not supported");
  }
}

/** 403 when the request carries no token that is good for this operation; null when it does. */
export function refuseToken(seller: Seller, request: Request, isGrantless: boolean): Answer | null {
  const given = header(request, "x-amz-access-token");
  const denied = (details: string) => problem(403, "Unauthorized", "Access to requested resource is denied.", details);
  const found = seller.tokens.find(({ token }) => token === given);
  if (!found || found.isGrantless !== isGrantless) {
    return denied("The access token you provided is revoked, malformed or invalid.");
  }
  return found.expiresAt > nowMs() ? null : denied("The access token you provided has expired.");
}

function give(world: World, seller: Seller, isGrantless: boolean): Answer {
  const { tokenSeconds, refreshToken } = seller.settings;
  const [token, now] = [`Atza|${randomBytes(32).toString("base64url")}`, nowMs()];
  seller.tokens = seller.tokens.filter(({ expiresAt }) => expiresAt > now);
  seller.tokens.push({ token, isGrantless, expiresAt: now + tokenSeconds * 1_000 });
  world.onChange();
  const answer = { access_token: token, token_type: "bearer", expires_in: tokenSeconds };
  return json(200, isGrantless ? answer : { ...answer, refresh_token: refreshToken });
}

function refuse(status: number, error: string, description: string): Answer {
  return json(status, { error, error_description: description });
}

function readFields(request: Request): Map<string, string> {
  if (!header(request, "content-type").includes("json")) return new Map(new URLSearchParams(request.body));
  const body: unknown = JSON.parse(request.body || "{}");
  return new Map(Object.entries(body ?? {}).map(([name, value]): [string, string] => [name, String(value)]));
}
