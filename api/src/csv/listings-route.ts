import type pg from "pg";
import { z } from "zod";
import { ledgerName } from "../auth/actor.ts";
import { type Identity, identify } from "../auth/identify.ts";
import { isSameOrigin } from "../auth/same-origin.ts";
import type { GraphqlRouteParts } from "../graphql-route.ts";
import { refuse } from "../http/answers.ts";
import { readBody } from "../http/read-body.ts";
import { exportListings } from "./export-listings.ts";
import { importListingsFile } from "./import-listings.ts";
import { parseListings } from "./parse-listings.ts";

/** Where the file of all listings is fetched and sent. */
export const listingsCsvPath = "/api/listings.csv";

const bytesMax = 5 * 1024 * 1024;

interface Parts extends Pick<GraphqlRouteParts, "signIn" | "apiKeys" | "trustedOrigins"> {
  pool: pg.Pool;
}

/** GET gives all listings as CSV; POST takes the file back: `dryRun=true` says what it would do, else `key` names the act. */
export async function answerListingsCsv(request: Request, parts: Parts): Promise<Response> {
  const identity = await identify(request.headers, parts.signIn, parts.apiKeys);
  if (!identity)
    return refuse(401, "UNAUTHENTICATED", "sign in, or send an API key as x-api-key or Authorization: Bearer");
  if (request.method === "GET") return give(request, parts.pool);
  if (request.method !== "POST") return refuse(405, "METHOD_NOT_ALLOWED", "this address takes GET and POST");
  if (identity.by === "cookie" && !isSameOrigin(request, parts.trustedOrigins)) {
    return refuse(403, "FORBIDDEN", "this request was caused by a page of another origin");
  }
  return take(request, parts.pool, identity);
}

const filterSchema = z.object({
  channel: z.string().max(40).optional(),
  status: z.enum(["linked", "suggested", "unlinked", "ignored", "conflict"]).optional(),
});

async function give(request: Request, pool: pg.Pool): Promise<Response> {
  const filter = filterSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!filter.success) return refuse(400, "BAD_REQUEST", z.prettifyError(filter.error));
  const { channel, status = null } = filter.data;
  const channelId = channel === undefined ? null : await channelOf(pool, channel);
  if (channelId === undefined) return refuse(404, "NOT_FOUND", `there is no channel ${channel}`);
  const name = `listings${channel ? `-${channel}` : ""}.csv`;
  return new Response(exportListings(pool, { channelId, status }), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

async function channelOf(pool: pg.Pool, code: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>("select id from channel where code = $1 and removed_at is null", [
    code,
  ]);
  return rows[0]?.id;
}

const actSchema = z.union([
  z.object({ dryRun: z.literal("true") }).transform(() => ({ isPreview: true, key: "" })),
  z.object({ key: z.string().min(1).max(200) }).transform(({ key }) => ({ isPreview: false, key })),
]);

async function take(request: Request, pool: pg.Pool, { actor }: Identity): Promise<Response> {
  const act = actSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!act.success) return refuse(400, "BAD_REQUEST", "the address must say dryRun=true, or key with 1–200 characters");
  const body = await readBody(request, bytesMax);
  if (!body) return refuse(413, "BODY_TOO_LARGE", `a file must be at most ${bytesMax} bytes, this one is larger`);
  const text = decode(body);
  if (text === null) return refuse(400, "BAD_REQUEST", "the file must be UTF-8 text");
  const parsed = parseListings(text);
  if (parsed.kind === "wrong") return refuse(400, "BAD_REQUEST", parsed.message);
  const report = await importListingsFile(pool, parsed.rows, { ...act.data, actor: ledgerName(actor) });
  return "code" in report ? refuse(400, report.code, report.message) : Response.json(report);
}

function decode(body: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    return text.includes("\u0000") ? null : text;
  } catch {
    return null;
  }
}
