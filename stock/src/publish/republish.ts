import type { Draft } from "../draft.ts";
import { closeExposures } from "../guarantee/close.ts";
import { exposedElsewhere } from "../guarantee/exposed-elsewhere.ts";
import { dealGuaranteed } from "../guarantee/guaranteed.ts";
import type { Level, Listing, Product } from "../state.ts";
import { comingOf, openUnitsOf } from "./ahead-of.ts";
import { factsOf } from "./facts.ts";
import { ruleBook } from "./inherit.ts";
import type { Pool } from "./locations.ts";
import { publish } from "./pipeline.ts";

/** What a listing shows from now on. Most batches do not know what it showed before: the database leaves alone what stays as it is. */
export interface Publication {
  listingId: string;
  channelId: string;
  quantity: number;
  /** Units to take off what the platform is believed to show. */
  orderedThere: number;
  /** When the first of them were ordered; null where no write replaces what was sold before it. */
  orderedSince: Date | null;
  /** True when it can no longer be told what the platform shows. */
  isUnsure: boolean;
}

/** What a batch changes for those who look: products whose numbers may differ now, and quantities to publish. */
export interface Republished {
  productIds: string[];
  publications: Publication[];
  /** Products to be published by a batch of their own. */
  elsewhere: string[];
}

/** Computes the quantities of every listing of the products touched and of the bundles that hold them. */
export function republish(draft: Draft): Republished {
  const { state } = draft;
  const book = ruleBook(state.rules);
  const products = affected(draft);
  const dealt = state.ahead.exposures
    ? dealGuaranteed(draft, products, book, { ...state, levels: levelsOf(draft) })
    : null;
  // Dealing may fill shortages, which what comes is counted against.
  const coming = comingOf(draft);
  const pool: Pool = { ...state, levels: levelsOf(draft), ...(coming && { coming }) };
  const openUnits = openUnitsOf(draft);
  const publications: Publication[] = [];
  const sharedPool = dealt ? { ...pool, levels: unexposed(levelsOf(draft)) } : pool;
  for (const product of products) {
    for (const listing of state.listings.get(product.id) ?? []) {
      const channel = state.channels.get(listing.channelId);
      if (!channel) continue;
      const own = dealt?.get(listing.id) ?? null;
      const facts = factsOf(state.ahead, openUnits, listing.id, own);
      const { quantity } = publish(own ? pool : sharedPool, book, channel, product, facts);
      publications.push(publicationOf(draft, listing, quantity));
    }
  }
  if (dealt) closeExposures(draft);
  const productIds = products.map((product) => product.id);
  const elsewhere = dealt ? exposedElsewhere(draft, productIds) : [];
  return { productIds, publications, elsewhere };
}

function publicationOf(draft: Draft, { id: listingId, channelId }: Listing, quantity: number): Publication {
  const orderedThere = draft.orderedThere.get(listingId) ?? 0;
  const orderedSince = draft.orderedSince.get(listingId) ?? null;
  return { listingId, channelId, quantity, orderedThere, orderedSince, isUnsure: draft.unsureOf.has(listingId) };
}

/** Levels of which others than the guaranteed listings see only what nobody is exposed to. */
export function unexposed(levels: ReadonlyMap<string, Level[]>): Map<string, Level[]> {
  const seen = [...levels].map(([productId, rows]): [string, Level[]] => [
    productId,
    rows.map((level) => (level.exposed === 0 ? level : { ...level, reserved: level.reserved + level.exposed })),
  ]);
  return new Map(seen);
}

function levelsOf(draft: Draft): Map<string, Level[]> {
  const levels = new Map<string, Level[]>();
  for (const level of draft.levels.values()) {
    const known = levels.get(level.productId);
    if (known) known.push(level);
    else levels.set(level.productId, [level]);
  }
  return levels;
}

function affected(draft: Draft): Product[] {
  const { products } = draft.state;
  const found = new Set(draft.touched);
  // Bundles nest, so a bundle found may itself be inside another: go round until nothing is added.
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const product of products.values()) {
      if (product.recipe?.components.some((part) => found.has(part.productId))) found.add(product.id);
    }
  }
  return [...found].flatMap((id) => products.get(id) ?? []);
}
