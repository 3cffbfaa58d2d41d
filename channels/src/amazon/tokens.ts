import { readJson } from "../http/json.ts";
import { type Call, refused, send } from "../http/send.ts";
import { type TokenSource, tokenSource } from "../http/token.ts";
import { PlatformError } from "../trouble.ts";
import { tokenReply } from "./replies.ts";

/** What an app proves itself with. */
export interface Secrets {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
}

interface Login {
  login: URL;
  credentials: Secrets;
  timeoutMs: number | undefined;
}

/** Tokens for one seller's account, good for an hour. */
export function sellerTokens(login: Login): TokenSource {
  const { refreshToken } = login.credentials;
  return tokens(login, { grant_type: "refresh_token", refresh_token: refreshToken });
}

/** Tokens for the app alone, which destinations of notifications ask for. */
export function withoutSeller(login: Login): TokenSource {
  return tokens(login, { grant_type: "client_credentials", scope: "sellingpartnerapi::notifications" });
}

/** Login with Amazon. No signature of AWS is needed since October 2023. */
function tokens({ login, credentials, timeoutMs }: Login, grant: Record<string, string>): TokenSource {
  const { clientId, clientSecret, refreshToken } = credentials;
  const call: Call = {
    method: "POST",
    url: login,
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret }).toString(),
    kind: "read",
    secrets: [clientSecret, refreshToken],
    timeoutMs,
  };
  return tokenSource(async () => {
    const reply = await send(call, new AbortController().signal);
    if (reply.status === 401) throw new PlatformError("Amazon does not take the client id and secret", 401);
    if (/"invalid_grant"/.test(reply.text)) throw new PlatformError("Amazon does not take the refresh token", 401);
    if (reply.status >= 400) throw refused(call, `answered ${reply.status}: ${reply.text}`, reply.status);
    const { access_token, expires_in } = readJson(call, reply, tokenReply);
    return { value: access_token, lifeSeconds: expires_in };
  });
}
