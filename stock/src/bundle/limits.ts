import { type Refused, refused } from "../outcome.ts";
import { quantityMax } from "../quantity.ts";
import type { Product } from "../state.ts";

/** How deep bundles may nest: a bundle of plain products is 1 deep. */
const depthMax = 8;

/** How many components a recipe may name, and how many plain products a bundle may open into. */
export const componentsMax = 100;

type Products = ReadonlyMap<string, Product>;

/** What a product opens into: how deep it nests, and the units of each plain product in one of it. */
interface Opened {
  depth: number;
  units: ReadonlyMap<string, number>;
}

/** Why these products could not be opened: one holds itself, nests too deep, or opens into too much; null when all is well. */
export function refuseBundles(products: Products, productIds: Iterable<string>): Refused | null {
  const known = new Map<string, Opened | Refused>();
  for (const id of productIds) {
    const opened = open(products, id, known, []);
    if ("kind" in opened) return opened;
  }
  return null;
}

function open(products: Products, id: string, known: Map<string, Opened | Refused>, path: string[]): Opened | Refused {
  if (path.includes(id)) {
    const ring = [...path.slice(path.indexOf(id)), id].map((one) => products.get(one)?.sku ?? one);
    return refused("recipe_cycle", `a bundle must not hold itself: ${ring.join(" holds ")}`);
  }
  const before = known.get(id);
  if (before) return before;
  const opened = openParts(products, id, known, [...path, id]);
  known.set(id, opened);
  return opened;
}

function openParts(products: Products, id: string, known: Map<string, Opened | Refused>, path: string[]) {
  const product = products.get(id);
  if (!product?.recipe) return { depth: 0, units: new Map([[id, 1]]) };
  const units = new Map<string, number>();
  let depth = 1;
  for (const part of product.recipe.components) {
    const inside = open(products, part.productId, known, path);
    if ("kind" in inside) return inside;
    depth = Math.max(depth, inside.depth + 1);
    for (const [one, count] of inside.units) units.set(one, (units.get(one) ?? 0) + count * part.quantity);
  }
  return refuseSize(product.sku, depth, units) ?? { depth, units };
}

function refuseSize(sku: string, depth: number, units: ReadonlyMap<string, number>): Refused | null {
  if (depth > depthMax) {
    return refused("recipe_too_deep", `bundles may nest ${depthMax} deep, and ${sku} would nest ${depth} deep`);
  }
  if (units.size > componentsMax) {
    const message = `a bundle may open into ${componentsMax} plain products, and ${sku} would open into ${units.size}`;
    return refused("recipe_too_large", message);
  }
  const most = Math.max(...units.values());
  if (most <= quantityMax) return null;
  return refused(
    "recipe_too_large",
    `${sku} would hold ${most} units of one product, at most ${quantityMax} are allowed`,
  );
}
