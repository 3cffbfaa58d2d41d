import { randomBytes } from "node:crypto";
import { nowMs } from "../clock.ts";
import { type Answer, json } from "../http/answer.ts";
import { header, type Request } from "../http/request.ts";
import type { World } from "../world.ts";
import type { BolAccount } from "./account.ts";

/** Seconds that a token of the client-credentials grant lives; bol answers 299. */
const lifetimeSeconds = 299;

/** `POST /token` with Basic credentials and a form body. */
export function answerBolToken(world: World, account: BolAccount, request: Request): Answer {
  const { clientId, clientSecret } = account.settings;
  if (request.query.size > 0) return json(400, { error: "invalid_request", error_description: "send a form body" });
  const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  if (header(request, "authorization") !== expected) return json(401, { error: "invalid_client" });
  if (new URLSearchParams(request.body).get("grant_type") !== "client_credentials") {
    return json(400, { error: "unsupported_grant_type" });
  }
  const token = randomBytes(32).toString("base64url");
  const now = nowMs();
  account.tokens = account.tokens.filter((row) => row.expiresAt > now);
  account.tokens.push({ token, expiresAt: now + lifetimeSeconds * 1000 });
  world.onChange();
  return json(200, { access_token: token, token_type: "Bearer", expires_in: lifetimeSeconds, scope: "RETAILER" });
}

/** Whether the request carries a token of this account that is still good. */
export function isBolAuthorised(account: BolAccount, request: Request): boolean {
  const token = header(request, "authorization").replace(/^Bearer /, "");
  return account.tokens.some((row) => row.token === token && row.expiresAt > nowMs());
}
