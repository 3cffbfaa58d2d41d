import { codeKey } from "./code-key.ts";
import { exactGtin, gtinsIn, spelledGtin } from "./gtins.ts";
import { packInSku, packInTitle } from "./pack-size.ts";

/** What a match is made of: the listing as its platform tells it, and how the channel holds it. */
export interface ListingToMatch {
  sku: string | null;
  barcode: string | null;
  title: string;
  /** Other listings of the channel have the same barcode: a second condition, another country, a mistake. */
  sharesBarcode: boolean;
  /** It may be linked without a person's yes: the channel allows it, and nobody took its link away before. */
  mayLinkAtOnce: boolean;
}

export interface KnownProduct {
  id: string;
  title: string;
  isBundle: boolean;
}

/** The products that the codes of a listing may name. */
export interface Catalogue {
  byGtin: ReadonlyMap<string, KnownProduct>;
  /** Letter for letter. */
  bySku: ReadonlyMap<string, KnownProduct>;
  byCodeKey: ReadonlyMap<string, readonly KnownProduct[]>;
  byAlias: ReadonlyMap<string, { product: KnownProduct; packSize: number }>;
}

/** How sure each reason makes a match, in percent. */
export const confidenceOf = {
  barcode: 100,
  alias: 95,
  sku: 90,
  barcode_spelling: 85,
  barcode_of_several: 80,
  sku_spelling: 75,
  barcode_in_sku: 75,
  sku_in_barcode: 65,
  pack_in_sku: 60,
  pack_in_title: 50,
} as const;

export type MatchReason = keyof typeof confidenceOf;

/** A product that a listing could be, with the units of it that one unit of the listing is. */
export interface Candidate {
  productId: string;
  packSize: number;
  reason: MatchReason;
  confidence: number;
}

export type Match =
  | { kind: "linked"; candidate: Candidate }
  | { kind: "suggested"; candidate: Candidate }
  | { kind: "conflict"; candidates: Candidate[] }
  | { kind: "unlinked" };

/**
 * What a listing is, as far as its codes tell. Everything that they name is looked at: when they name more than one thing it is
 * a conflict, whatever speaks for each. Only an exact barcode that no other listing has links by itself.
 */
export function matchListing(listing: ListingToMatch, catalogue: Catalogue): Match {
  const named = [...fromBarcode(listing, catalogue), ...fromSku(listing, catalogue)].map((one) =>
    asTitled(listing, one),
  );
  const candidates = strongest(named);
  const [candidate] = candidates;
  if (!candidate) return { kind: "unlinked" };
  if (candidates.length > 1) return { kind: "conflict", candidates };
  const isSure = candidate.reason === "barcode" && listing.mayLinkAtOnce;
  return { kind: isSure ? "linked" : "suggested", candidate };
}

interface Named {
  field: "barcode" | "sku";
  product: KnownProduct;
  packSize: number;
  reason: MatchReason;
}

function fromBarcode({ barcode, sharesBarcode }: ListingToMatch, catalogue: Catalogue): Named[] {
  if (barcode === null) return [];
  const field = "barcode";
  const exact = catalogue.byGtin.get(exactGtin(barcode) ?? "");
  const spelled = exact ? undefined : catalogue.byGtin.get(spelledGtin(barcode) ?? "");
  const found: Named[] = [...fromAlias(field, barcode, catalogue)];
  if (exact)
    found.push({ field, product: exact, packSize: 1, reason: sharesBarcode ? "barcode_of_several" : "barcode" });
  if (spelled) found.push({ field, product: spelled, packSize: 1, reason: "barcode_spelling" });
  if (found.length > 0) return found;
  return bySku(barcode, catalogue).map(({ product }) => ({ field, product, packSize: 1, reason: "sku_in_barcode" }));
}

function fromSku({ sku }: ListingToMatch, catalogue: Catalogue): Named[] {
  if (sku === null) return [];
  const field = "sku";
  const found: Named[] = [
    ...fromAlias(field, sku, catalogue),
    ...bySku(sku, catalogue).map(({ product, reason }) => ({ field, product, packSize: 1, reason }) as const),
    ...productsIn(sku, catalogue).map(
      (product) => ({ field, product, packSize: 1, reason: "barcode_in_sku" }) as const,
    ),
  ];
  if (found.length > 0) return found;
  const pack = packInSku(sku);
  if (!pack) return [];
  return bySku(pack.base, catalogue).map(({ product }) => {
    return { field, product, packSize: pack.units, reason: "pack_in_sku" };
  });
}

function fromAlias(field: Named["field"], code: string, { byAlias }: Catalogue): Named[] {
  const alias = byAlias.get(codeKey(code) ?? "");
  return alias ? [{ field, ...alias, reason: "alias" }] : [];
}

/** Letter for letter there is one at most; another spelling may be that of several. */
function bySku(sku: string, catalogue: Catalogue): { product: KnownProduct; reason: "sku" | "sku_spelling" }[] {
  const exact = catalogue.bySku.get(sku);
  if (exact) return [{ product: exact, reason: "sku" }];
  const spelled = catalogue.byCodeKey.get(codeKey(sku) ?? "") ?? [];
  return spelled.map((product) => ({ product, reason: "sku_spelling" }));
}

function productsIn(sku: string, { byGtin }: Catalogue): KnownProduct[] {
  const whole = spelledGtin(sku);
  const gtins = new Set([...gtinsIn(sku), ...(whole ? [whole] : [])]);
  return [...gtins].flatMap((gtin) => byGtin.get(gtin) ?? []);
}

/** A title that says 6-pack, of a product whose own title does not: the code may be that of one of the six. */
function asTitled({ title }: ListingToMatch, named: Named): Named {
  const inListing = packInTitle(title);
  const { product, packSize, reason } = named;
  if (inListing === null || packSize > 1 || reason === "alias" || product.isBundle) return named;
  const inProduct = packInTitle(product.title) ?? 1;
  if (inProduct === inListing) return named;
  return { ...named, reason: "pack_in_title", packSize: inListing % inProduct === 0 ? inListing / inProduct : 1 };
}

/** What two fields say alike is a little surer. */
const agreement = 5;

/** One candidate for each product and pack size, the surest first. */
function strongest(named: Named[]): Candidate[] {
  const groups = new Map<string, Named[]>();
  for (const one of named) {
    const key = `${one.product.id}/${one.packSize}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .flatMap(candidateOf)
    .sort((a, b) => b.confidence - a.confidence || a.packSize - b.packSize || (a.productId < b.productId ? -1 : 1));
}

function candidateOf(group: Named[]): Candidate[] {
  const [best] = group.toSorted((a, b) => confidenceOf[b.reason] - confidenceOf[a.reason]);
  if (!best) return [];
  const { product, packSize, reason } = best;
  const own = confidenceOf[reason];
  const isAgreed = new Set(group.map(({ field }) => field)).size > 1;
  const confidence = isAgreed ? Math.max(own, Math.min(99, own + agreement)) : own;
  return [{ productId: product.id, packSize, reason, confidence }];
}
