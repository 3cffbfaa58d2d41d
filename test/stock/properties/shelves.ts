import { flatten, type Part, type Product, type Recipe } from "@stockpool/stock/rules";
import fc from "fast-check";
import type { Drawing, Room } from "../../../stock/src/guarantee/place.ts";

/** Plain products, and places that may hold units of them. */
const plain = ["mug", "tea", "box"];
export const places = ["north", "south", "shop"];

/** Units of each plain product at each place, by `product/place`. */
export type Shelf = ReadonlyMap<string, number>;

const keys = plain.flatMap((id) => places.map((place) => `${id}/${place}`));

/** Any shelf; a place may have been overdrawn. */
export function shelfOf(least: number, most: number): fc.Arbitrary<Shelf> {
  return fc
    .tuple(...keys.map(() => fc.integer({ min: least, max: most })))
    .map((units) => new Map(keys.map((key, index) => [key, units[index] ?? 0])));
}

/** A shelf that can be drawn on. */
export class ShelfRoom implements Room {
  readonly units: Map<string, number>;

  constructor(shelf: Shelf) {
    this.units = new Map(shelf);
  }

  free(productId: string, locationId: string): number {
    return this.units.get(`${productId}/${locationId}`) ?? 0;
  }

  take(productId: string, locationId: string, units: number): void {
    this.units.set(`${productId}/${locationId}`, this.free(productId, locationId) - units);
  }
}

const parts = (ids: string[]): fc.Arbitrary<Part[]> =>
  fc
    .subarray(ids, { minLength: 1 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((productId) =>
          fc.record({ productId: fc.constant(productId), quantity: fc.integer({ min: 1, max: 4 }) }),
        ),
      ),
    );

const policy = fc.constantFrom<Recipe["policy"]>("split", "one_parcel");

/** What one unit takes: a plain product, a bundle, or a bundle that holds a bundle. */
const taken: fc.Arbitrary<Pick<Drawing, "parts" | "policy">> = fc.oneof(
  fc.constantFrom(...plain).map((productId) => ({ parts: [{ productId, quantity: 1 }], policy: null })),
  fc.record({ gift: parts(plain), hamper: parts([...plain, "gift"]), policy, isNested: fc.boolean() }).map((one) => {
    const products = new Map([
      ...plain.map((id): [string, Product] => [id, productOf(id, null)]),
      ["gift", productOf("gift", one.gift)],
      ["hamper", productOf("hamper", one.hamper)],
    ]);
    return { parts: flatten(products, one.isNested ? "hamper" : "gift"), policy: one.policy };
  }),
);

function productOf(id: string, components: Part[] | null): Product {
  const recipe = components && { id: `recipe of ${id}`, policy: "split" as const, components };
  return { id, sku: id, recipe, restrictions: [] };
}

/** A listing's way to draw on the shelf: some places, in an order of its own, some of them closed to some products. */
export const anyDrawing: fc.Arbitrary<Drawing> = fc
  .record({ taken, locationIds: fc.shuffledSubarray(places), closed: fc.subarray(keys, { maxLength: 2 }) })
  .map(({ taken, locationIds, closed }) => ({
    ...{ ...taken, locationIds },
    maySend: (productId: string, locationId: string) => !closed.includes(`${productId}/${locationId}`),
  }));

/** Listings of one plain product that draw on the same places. */
export const plainDrawing: Drawing = {
  ...{ parts: [{ productId: "mug", quantity: 1 }], policy: null, locationIds: places },
  maySend: () => true,
};
