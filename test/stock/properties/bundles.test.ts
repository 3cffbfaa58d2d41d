import { flatten, oneParcelSets, type Part, type Product, splitSets, type UnitsAt } from "@stockpool/stock/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const numRuns = 1_000;
const places = ["north", "south", "shop"];

/** Parts of a bundle, and units of each at each of three places. */
const stocked = fc
  .uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1 })
  .chain((ids) =>
    fc.record({
      parts: fc.tuple(
        ...ids.map((productId) =>
          fc.record({ productId: fc.constant(productId), quantity: fc.integer({ min: 1, max: 7 }) }),
        ),
      ),
      shelf: fc.tuple(
        ...ids.flatMap((id) => places.map((place) => fc.tuple(fc.constant(`${id}@${place}`), fc.nat(30)))),
      ),
    }),
  )
  .map(({ parts, shelf }) => {
    const units = new Map<string, number>(shelf);
    const unitsAt: UnitsAt = (productId, place) => units.get(`${productId}@${place}`) ?? 0;
    return { parts, unitsAt };
  });

function total(unitsAt: UnitsAt, productId: string): number {
  return places.reduce((sum, place) => sum + unitsAt(productId, place), 0);
}

describe("complete sets", () => {
  it("can all be made, and the component named is too few for one more", () => {
    fc.assert(
      fc.property(stocked, ({ parts, unitsAt }) => {
        const { sets, limitingProductId } = splitSets(parts, places, unitsAt);
        for (const part of parts) expect(sets * part.quantity).toBeLessThanOrEqual(total(unitsAt, part.productId));
        const limiting = parts.find((part) => part.productId === limitingProductId);
        expect((sets + 1) * (limiting?.quantity ?? 0)).toBeGreaterThan(total(unitsAt, limiting?.productId ?? ""));
      }),
      { numRuns },
    );
  });

  it("in one parcel each are the sets of every location together, never more than split ones", () => {
    fc.assert(
      fc.property(stocked, ({ parts, unitsAt }) => {
        const { sets, limitingProductId } = oneParcelSets(parts, places, unitsAt);
        const each = places.map((place) =>
          Math.min(...parts.map((part) => Math.floor(unitsAt(part.productId, place) / part.quantity))),
        );
        expect(sets).toBe(each.reduce((sum, one) => sum + one, 0));
        expect(sets).toBeLessThanOrEqual(splitSets(parts, places, unitsAt).sets);
        const most = Math.max(...each);
        const limits = places.some((place, index) => {
          const limiting = parts.find((part) => part.productId === limitingProductId);
          return (
            each[index] === most && limiting && unitsAt(limiting.productId, place) < (most + 1) * limiting.quantity
          );
        });
        expect(limits).toBe(true);
      }),
      { numRuns },
    );
  });

  it("at one location are the same under both policies", () => {
    fc.assert(
      fc.property(stocked, ({ parts, unitsAt }) => {
        expect(oneParcelSets(parts, ["north"], unitsAt)).toEqual(splitSets(parts, ["north"], unitsAt));
      }),
    );
  });

  it("of nothing, or without a location, are none", () => {
    expect(splitSets([], places, () => 5).sets).toBe(0);
    expect(oneParcelSets([], places, () => 5).sets).toBe(0);
    expect(splitSets([{ productId: "a", quantity: 1 }], [], () => 5).sets).toBe(0);
    expect(oneParcelSets([{ productId: "a", quantity: 1 }], [], () => 5).sets).toBe(0);
  });
});

/** Products p0 … p7; each may be a bundle of some of those before it, so that nothing holds itself. */
const nested = fc
  .tuple(...Array.from({ length: 8 }, (_, index) => fc.option(recipeOf(index))))
  .map((recipes) => new Map(recipes.map((components, index) => [`p${index}`, productOf(`p${index}`, components)])));

function recipeOf(index: number): fc.Arbitrary<Part[]> {
  const before = Array.from({ length: index }, (_, place) => `p${place}`);
  return fc
    .subarray(before)
    .chain((ids) =>
      fc.tuple(
        ...ids.map((productId) =>
          fc.record({ productId: fc.constant(productId), quantity: fc.integer({ min: 1, max: 4 }) }),
        ),
      ),
    );
}

function productOf(id: string, components: Part[] | null): Product {
  const recipe =
    components && components.length > 0 ? { id: `recipe of ${id}`, policy: "split" as const, components } : null;
  return { id, sku: id, recipe, restrictions: [] };
}

describe("nested bundles", () => {
  it("open into plain products only, each once; a bundle is so many times its components", () => {
    fc.assert(
      fc.property(nested, (products) => {
        for (const { id, recipe } of products.values()) {
          const parts = flatten(products, id);
          expect(new Set(parts.map((part) => part.productId)).size).toBe(parts.length);
          for (const part of parts) expect(products.get(part.productId)?.recipe).toBeNull();
          const sums = new Map<string, number>(recipe ? [] : [[id, 1]]);
          for (const component of recipe?.components ?? []) {
            for (const part of flatten(products, component.productId)) {
              sums.set(part.productId, (sums.get(part.productId) ?? 0) + component.quantity * part.quantity);
            }
          }
          expect(new Map(parts.map((part) => [part.productId, part.quantity]))).toEqual(sums);
        }
      }),
      { numRuns },
    );
  });

  it("that hold themselves are an error, not an endless loop", () => {
    const ring = new Map([
      ["a", productOf("a", [{ productId: "b", quantity: 1 }])],
      ["b", productOf("b", [{ productId: "a", quantity: 1 }])],
    ]);
    expect(() => flatten(ring, "a")).toThrow("nests deeper than 16");
  });
});
