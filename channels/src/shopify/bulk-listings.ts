import type * as z from "zod";
import type { CataloguePlace } from "../connector.ts";
import { requireAddress } from "../http/address.ts";
import { patiently } from "../http/patiently.ts";
import { pause } from "../http/pause.ts";
import { readLines } from "../http/read-lines.ts";
import { PlatformError } from "../trouble.ts";
import type { ShopifyClient } from "./client.ts";
import { bulkStatus, exportVariants } from "./documents.ts";
import { type BulkOperation, variantReply } from "./replies.ts";

const firstLookMs = 200;
const lookMsMax = 5_000;
const pageSize = 250;
const prefix = "bulk:";

export type Variant = z.infer<typeof variantReply>;

/** Whether a reading of the catalogue that broke off was one by bulk operation. */
export function isBulk({ cursor }: CataloguePlace): boolean {
  return cursor?.startsWith(prefix) ?? false;
}

/** Starts an export of all variants at `place`; false when Shopify starts none now, because others of this app run. */
export async function startBulk(client: ShopifyClient, place: CataloguePlace, signal: AbortSignal): Promise<boolean> {
  const { bulkOperation, userErrors } = (await client.run(exportVariants, {}, signal)).bulkOperationRunQuery;
  if (!bulkOperation || userErrors.length > 0) return false;
  place.cursor = `${prefix}0:${bulkOperation.id}`;
  return true;
}

/**
 * The variants of an export, in pages, line by line as the file arrives. One export costs no points, however large the shop; its
 * file stays for seven days, so that a reading which broke off goes on at its line.
 */
export async function* bulkPages(
  client: ShopifyClient,
  place: CataloguePlace,
  signal: AbortSignal,
): AsyncGenerator<Variant[]> {
  const [, skipped = "0", ...id] = (place.cursor ?? "").split(":");
  const operationId = id.join(":");
  const done = await untilDone(client, operationId, signal);
  let line = 0;
  let page: Variant[] = [];
  // An export of nothing has no file.
  const lines = done.url === null ? [] : readLines(fileAt(client, done.url), signal);
  for await (const text of lines) {
    line += 1;
    if (line <= Number(skipped)) continue;
    page.push(variantOf(text, line));
    if (page.length < pageSize) continue;
    place.cursor = `${prefix}${line}:${operationId}`;
    yield page;
    page = [];
  }
  if (line !== Number(done.rootObjectCount)) {
    throw new PlatformError(`Shopify exported ${done.rootObjectCount} variants, its file has ${line}`);
  }
  place.cursor = null;
  if (page.length > 0) yield page;
}

async function untilDone(client: ShopifyClient, id: string, signal: AbortSignal) {
  for (let waitMs = firstLookMs; ; waitMs = Math.min(waitMs * 2, lookMsMax)) {
    const { bulkOperation } = await patiently(() => client.run(bulkStatus, { id }, signal), signal);
    const done = ended(bulkOperation, id);
    if (done) return done;
    await pause(waitMs, signal);
  }
}

function ended(operation: BulkOperation | null, id: string): { url: string | null; rootObjectCount: string } | null {
  if (operation === null) throw new PlatformError(`Shopify knows no export ${id} any more`);
  const { status, url, rootObjectCount, errorCode } = operation;
  if (status === "COMPLETED") return { url: url ?? null, rootObjectCount };
  if (status === "CREATED" || status === "RUNNING") return null;
  throw new PlatformError(
    `Shopify's export of the catalogue ended as ${status}: ${errorCode ?? "it does not say why"}`,
  );
}

/** The file is at a host of Shopify's choice; only a sandbox, itself at http, may name an http one. */
function fileAt({ root }: ShopifyClient, url: string): URL {
  try {
    return requireAddress("file of Shopify's export", url, root.protocol === "http:");
  } catch (error) {
    throw new PlatformError(error instanceof Error ? error.message : String(error));
  }
}

function variantOf(text: string, line: number): Variant {
  try {
    return variantReply.parse(JSON.parse(text));
  } catch {
    throw new PlatformError(`line ${line} of Shopify's export is no variant`);
  }
}
