import { z } from "zod";
import { askHub } from "./ask-hub.ts";
import type { OwnSystem } from "./system.ts";

const productsMax = 100;
/** A shelf of 100,000 products. */
const pagesMax = 1_000;
const skusMax = 1_000;

const product = z.object({ id: z.string(), sku: z.string(), title: z.string() });
const productPage = z.object({
  edges: z.array(z.object({ node: product })),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
});

/** Reads the hub's whole catalogue, page by page, with what may be sold of it now. Once; a reading that failed begins again. */
export function readShelf(system: OwnSystem): Promise<void> {
  system.reading ??= readPages(system).then(
    () => {
      system.trouble = null;
    },
    (error: unknown) => {
      system.reading = null;
      system.trouble = error instanceof Error ? error.message : String(error);
      throw error;
    },
  );
  return system.reading;
}

async function readPages(system: OwnSystem): Promise<void> {
  let after: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const { edges, pageInfo }: z.infer<typeof productPage> = await askHub(
      system,
      "products",
      `query ($after: String) { products(first: ${productsMax}, after: $after) {
        edges { node { id sku title } } pageInfo { hasNextPage endCursor } } }`,
      { after },
      productPage,
    );
    for (const { node } of edges) system.describe(node.sku, node.title, node.id);
    await readNumbers(
      system,
      edges.map(({ node }) => node.sku),
    );
    after = pageInfo.endCursor ?? null;
    if (!pageInfo.hasNextPage) return;
  }
}

/** What may be sold of some SKUs now. */
async function readNumbers(system: OwnSystem, skus: string[]): Promise<void> {
  if (skus.length === 0) return;
  const at = Date.now();
  const { channel, country, kind } = system.settings;
  const found = await askHub(
    system,
    "availability",
    `query ($channel: String!, $skus: [String!]!, $country: String) {
      availability(channel: $channel, skus: $skus, country: $country) { sku quantity } }`,
    { channel, country: kind === "portal" ? country : null, skus },
    z.array(z.object({ sku: z.string(), quantity: z.number().nullable() })),
  );
  for (const { sku, quantity } of found) system.show(sku, quantity, at);
}

/** Stands for the id of a product that the hub does not know, so that it is asked for once. */
const unknown = "";

/** Asks what the products are that a message named and the catalogue, when it was read, did not. */
export async function nameStrangers(system: OwnSystem): Promise<void> {
  const strangers = [...system.shelf].filter(([, { productId }]) => productId === null).map(([sku]) => sku);
  for (let from = 0; from < strangers.length; from += skusMax) {
    const skus = strangers.slice(from, from + skusMax);
    const query = "query ($skus: [String!]!) { productsBySku(skus: $skus) { id sku title } }";
    const found = await askHub(system, "productsBySku", query, { skus }, z.array(product));
    const known = new Map(found.map((row) => [row.sku, row]));
    for (const sku of skus) system.describe(sku, known.get(sku)?.title ?? sku, known.get(sku)?.id ?? unknown);
  }
}
