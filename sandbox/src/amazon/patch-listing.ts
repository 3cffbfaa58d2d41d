import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Answer } from "../http/answer.ts";
import type { LoggedRequest } from "../request-log.ts";
import type { World } from "../world.ts";
import { type Submission, submit } from "./availability.ts";
import { success } from "./problem.ts";
import type { Seller } from "./seller.ts";

const path = "/attributes/fulfillment_availability";
const quantityMax = 10_000_000;

/** One thing that is wrong with a submission. */
export interface Issue {
  code: string;
  message: string;
  severity: "ERROR";
  attributeNames: string[];
  categories: string[];
}

const patchRequest = z.object({
  productType: z.string(),
  patches: z.array(
    z.object({
      op: z.enum(["add", "replace", "merge", "delete"]),
      path: z.string(),
      value: z.array(z.record(z.string(), z.unknown())).optional(),
    }),
  ),
});
const availabilityRow = z.object({
  fulfillment_channel_code: z.string(),
  quantity: z.number().int().min(0).max(quantityMax).optional(),
  lead_time_to_ship_max_days: z.number().int().min(0).optional(),
});

/** `PATCH /listings/2021-08-01/items/{sellerId}/{sku}`: answers at once, and takes effect later. */
export function patchListingsItem(
  world: World,
  seller: Seller,
  sku: string,
  body: unknown,
  logged: LoggedRequest,
): Answer {
  const submissionId = randomUUID().replaceAll("-", "");
  const read = readPatch(seller, sku, body);
  if ("issues" in read) return success(200, { sku, status: "INVALID", submissionId, issues: read.issues });
  if (read.quantity !== null) logged.quantities = [{ sku, stockId: sku, quantity: read.quantity }];
  submit(world, seller, read, seller.settings.effectMs, () => {
    logged.isApplied = true;
  });
  world.onChange();
  return success(200, { sku, status: "ACCEPTED", submissionId, issues: [] });
}

/** What a patch asks for, or what is wrong with it. */
export function readPatch(seller: Seller, sku: string, body: unknown): Submission | { issues: Issue[] } {
  const parsed = patchRequest.safeParse(body);
  if (!parsed.success) return invalid("4000003", "The patches are not valid.", "patches");
  if (!seller.listings.has(sku)) return invalid("13013", `SKU ${sku} is not in the catalog of this seller.`, "sku");
  const [patch] = parsed.data.patches;
  if (patch?.path !== path) return invalid("90000900", "The attributes are invalid.", patch?.path ?? "patches");
  const row = availabilityRow.safeParse(patch.value?.[0]);
  if (!row.success) return invalid("99022", `The attribute value is invalid: ${row.error.issues[0]?.message}`);
  const { fulfillment_channel_code: code, quantity = null, lead_time_to_ship_max_days: leadTimeDays = null } = row.data;
  if (code !== "DEFAULT") return invalid("90041", `A quantity cannot be set for fulfillment channel ${code}.`);
  return { sku, quantity, leadTimeDays, isMerge: patch.op === "merge" };
}

function invalid(code: string, message: string, attribute = "fulfillment_availability"): { issues: Issue[] } {
  const categories = ["INVALID_ATTRIBUTE"];
  return { issues: [{ code, message, severity: "ERROR", attributeNames: [attribute], categories }] };
}
