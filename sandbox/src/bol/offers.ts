import { z } from "zod";
import type { Answer } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import type { LoggedRequest } from "../request-log.ts";
import type { World } from "../world.ts";
import type { BolAccount, Offer } from "./account.ts";
import { bodyOf, v11 } from "./media-type.ts";
import { problem } from "./problem.ts";
import { correctedStock, startNewUpdate } from "./stock.ts";

/** The most units that an offer may have: bol's v10 limit; whether v11 lifted it is not known. */
const amountMax = 999;
const pageSizeDefault = 50;
const pageSizeMax = 100;

/** `GET /retailer/offers` */
export function listOffers(account: BolAccount, request: Request): Answer {
  const { query } = request;
  const pageSize = Number(query.get("page-size") ?? pageSizeDefault);
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > pageSizeMax) {
    const reason = `must be 1–${pageSizeMax}, got ${query.get("page-size")}`;
    return problem(400, "Bad request", [{ name: "page-size", reason }], v11);
  }
  const start = Number(Buffer.from(query.get("cursor") ?? "", "base64url").toString("utf8") || 0);
  if (!Number.isInteger(start)) {
    return problem(400, "Bad request", [{ name: "cursor", reason: "is not one of bol's cursors" }], v11);
  }
  const ids = query.getAll("offer-ids");
  const named =
    ids.length === 0 ? [...account.offers.values()] : [...new Set(ids)].flatMap((id) => account.offers.get(id) ?? []);
  const all = named.filter((offer) => isWanted(account, offer, query));
  const end = start + pageSize;
  const nextCursor = end < all.length ? Buffer.from(String(end)).toString("base64url") : null;
  const offers = all.slice(start, end).map((offer) => offerView(account, offer));
  return bodyOf(200, { offers, page: { pageSize: Math.max(25, pageSize), nextCursor } }, v11);
}

function isWanted(account: BolAccount, offer: Offer, query: URLSearchParams): boolean {
  const eans = query.getAll("eans");
  const reference = query.get("reference");
  const forSale = query.get("for-sale");
  const since = query.get("last-modified-date-time");
  return (
    (eans.length === 0 || eans.includes(offer.ean)) &&
    (reference === null || reference === offer.reference) &&
    (forSale === null || forSale === String(isForSale(account, offer))) &&
    (since === null || offer.modifiedAt >= Date.parse(since))
  );
}

/** `GET /retailer/offers/{offer-id}` */
export function readOffer(account: BolAccount, offerId: string): Answer {
  const offer = account.offers.get(offerId);
  if (!offer) return problem(404, `Offer with id ${offerId} not found.`, [], v11);
  return bodyOf(200, offerView(account, offer), v11);
}

const patch = z.object({
  stock: z
    .object({
      amount: z.number().int().min(0).max(amountMax).optional(),
      managedByRetailer: z.boolean().optional(),
    })
    .optional(),
  onHoldByRetailer: z.boolean().optional(),
  reference: z.string().max(100).optional(),
  pricing: z
    .object({ bundlePrices: z.array(z.object({ quantity: z.number().int(), unitPrice: z.number() })) })
    .optional(),
});

/** `PATCH /retailer/offers/{offer-id}`; in effect at once, unlike the older PUT. */
export function patchOffer(
  world: World,
  account: BolAccount,
  offerId: string,
  body: unknown,
  logged: LoggedRequest,
): Answer {
  const offer = account.offers.get(offerId);
  const parsed = patch.safeParse(body);
  if (!parsed.success) {
    const violations = parsed.error.issues.map(({ path, message }) => ({ name: path.join("."), reason: message }));
    return problem(400, "Bad request", violations, v11);
  }
  const { stock, onHoldByRetailer, pricing } = parsed.data;
  if (stock?.amount !== undefined) {
    logged.quantities = [{ sku: offer?.reference ?? null, stockId: offerId, quantity: stock.amount }];
  }
  // The published contract lists no 404 for PATCH; an unknown offer is a bad request.
  if (!offer)
    return problem(400, `Offer with id ${offerId} not found.`, [{ name: "offer-id", reason: "unknown" }], v11);
  offer.amount = stock?.amount ?? offer.amount;
  offer.managedByRetailer = stock?.managedByRetailer ?? offer.managedByRetailer;
  offer.onHoldByRetailer = onHoldByRetailer ?? offer.onHoldByRetailer;
  offer.price = pricing?.bundlePrices[0]?.unitPrice ?? offer.price;
  startNewUpdate(account, offer);
  logged.isApplied = true;
  world.onChange();
  return { status: 204, headers: {}, body: null };
}

function isForSale(account: BolAccount, offer: Offer): boolean {
  return !offer.onHoldByRetailer && correctedStock(account, offer) > 0;
}

function offerView(account: BolAccount, offer: Offer) {
  const forSale = isForSale(account, offer);
  return {
    offerId: offer.offerId,
    ean: offer.ean,
    reference: offer.reference,
    lastModifiedDateTime: new Date(offer.modifiedAt).toISOString(),
    onHoldByRetailer: offer.onHoldByRetailer,
    condition: { category: "NEW" },
    pricing: { bundlePrices: [{ quantity: 1, unitPrice: offer.price }] },
    fulfilment: { method: "FBR", schedule: "BOL_DELIVERY_PROMISE" },
    stock: {
      amount: offer.amount,
      correctedStock: Math.max(0, correctedStock(account, offer)),
      managedByRetailer: offer.managedByRetailer,
    },
    countryAvailabilities: [
      { countryCode: "NL", forSale },
      { countryCode: "BE", forSale },
    ],
  };
}
