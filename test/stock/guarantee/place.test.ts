import { expect, it } from "vitest";
import type { Draw } from "../../../stock/src/guarantee/exposure.ts";
import { type Drawing, draw, giveBack, type Room } from "../../../stock/src/guarantee/place.ts";

const hamper: Drawing = {
  parts: [
    { productId: "mug", quantity: 2 },
    { productId: "tea", quantity: 1 },
  ],
  policy: "one_parcel",
  locationIds: ["south", "shop"],
  maySend: () => true,
};

function roomOf(units: Record<string, number>) {
  const free = (productId: string, locationId: string) => units[`${productId}/${locationId}`] ?? 0;
  const take: Room["take"] = (productId, locationId, taken) => {
    units[`${productId}/${locationId}`] = free(productId, locationId) - taken;
  };
  return { free, take };
}

const told = (draws: Draw[]) =>
  Object.fromEntries(draws.map((one) => [`${one.productId}/${one.locationId}`, one.units]));

it("sets of one parcel are drawn whole as far as they go, the rest from where their parts lie, and all of it is given back", () => {
  const before = { "mug/south": 3, "mug/shop": 1, "tea/south": 1, "tea/shop": 1 };
  const left = { ...before };
  const room = roomOf(left);
  const draws = draw(hamper, room, 2);
  expect(told(draws)).toEqual({ "mug/south": 3, "mug/shop": 1, "tea/south": 1, "tea/shop": 1 });
  expect(Object.values(left)).toEqual([0, 0, 0, 0]);
  const one = giveBack(hamper, draws, room, 1, () => false);
  expect(told(one)).toEqual({ "mug/south": 1, "mug/shop": 1, "tea/shop": 1 });
  expect(giveBack(hamper, one, room, 1, () => false)).toEqual([]);
  expect(left).toEqual(before);
});
