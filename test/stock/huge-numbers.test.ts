import { type Command, recomputeVelocity, setRule } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeListing } from "../make/listing.ts";
import { makeBundle } from "../make/product.ts";
import { answer, storedOrder, told } from "./verbs/words.ts";
import { act, levelOf, makeGoods, makeWorld, orderOf, receiveOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const most = 1_000_000_000;

const at = (product: { id: string }) => ({ ...told(), productId: product.id, locationId: world.warehouse.id });

describe("more units than a level can count", () => {
  it("are refused by whatever brings them, and spoil nothing beside them", async () => {
    const mug = await makeGoods(world, 5);
    const sold = await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 2 }]));
    const { orderId, lineIds } = await storedOrder(world, sold);
    const lines = [{ orderLineId: lineIds[0] ?? "", quantity: 1 }];
    await act(world, { verb: "ship", ...told(), orderId, lines });
    await act(world, { verb: "adjust", ...at(mug), change: { kind: "to", onHand: most } });
    const expected = { verb: "expect", ...at(mug), quantity: most } satisfies Command;
    expect(answer(await act(world, expected))).toBe("applied");
    const answers: string[] = [];
    for (const command of [
      receiveOf(world, mug, 1),
      { verb: "adjust", ...at(mug), change: { kind: "by", delta: 1 } },
      { verb: "count", ...told(), locationId: world.warehouse.id, lines: [seenOneLess(mug)] },
      { ...expected, ...told(), quantity: 1 },
      {
        ...{ verb: "restock", ...told(), locationId: world.warehouse.id, into: "sellable" },
        ...{ orderId, lines },
      },
    ] satisfies Command[]) {
      answers.push(answer(await act(world, command)));
    }
    expect(answers).toEqual(Array(5).fill("quantity_out_of_range"));
  });

  it("as parts of a bundle that was ordered are refused, too", async () => {
    const mug = await makeGoods(world, 5);
    const gift = await makeBundle(world.pool, [{ product: mug, quantity: 3 }]);
    const onBol = await makeListing(world.pool, { channel: world.bol, product: gift });
    const order = orderOf(world.bol, [{ platformId: onBol.platformId, ordered: 900_000_000 }]);
    expect(answer(await act(world, order))).toBe("quantity_out_of_range");
    const plain = orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 1 }]);
    expect(answer(await act(world, plain))).toBe("applied");
  });
});

it.each(["shared", "guaranteed"] as const)(
  "orders of more %s units together than a number holds stop nothing",
  async (shareKind) => {
    const mug = await makeGoods(world, 6);
    const line = { platformId: mug.onBol.platformId, ordered: most };
    const incoming = { channelId: null, productId: mug.id, set: { incomingDays: 7, shareKind } };
    await setRule(world.pool, incoming, { actor: "test", reason: "test" }, new Date());
    await act(world, { verb: "expect", ...at(mug), quantity: 5 });
    await act(world, { verb: "republish", productIds: [mug.id] });
    await world.pool.query("update published_quantity set expected = 5 where listing_id = $1", [mug.onBol.id]);
    for (const id of ["first", "second"]) {
      expect(answer(await act(world, orderOf(world.bol, [line, line, line], { id: `${id} ${shareKind}` })))).toBe(
        "applied",
      );
    }
    expect(answer(await act(world, receiveOf(world, mug, 7)))).toBe("applied");
    await recomputeVelocity(world.pool, [mug.id], new Date(Date.now() + 1_000));
    expect(await levelOf(world, mug)).toMatchObject({ onHand: 13 });
  },
);

function seenOneLess({ id }: { id: string }) {
  return { productId: id, counted: most, onHandSeen: most - 1 };
}
