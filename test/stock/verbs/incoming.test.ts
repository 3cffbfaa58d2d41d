import type { Command } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MadeLocation, makeLocation } from "../../make/location.ts";
import { act, makeGoods, makeWorld, orderOf, publishedOf, receiveOf, shortOf, type World } from "../world.ts";
import { answer, madeExpectation, quantitiesAt, told } from "./words.ts";

let world: World;
let store: MadeLocation;
beforeAll(async () => {
  world = await makeWorld();
  store = await makeLocation(world.pool, { kind: "store" });
});
afterAll(() => world.drop());

type Goods = Awaited<ReturnType<typeof makeGoods>>;

const expectOf = (product: Goods, quantity: number) =>
  ({ verb: "expect", ...told(), productId: product.id, locationId: world.warehouse.id, quantity }) satisfies Command;

const sendOf = (product: Goods, quantity: number) =>
  ({
    ...{ verb: "transfer_out", ...told(), fromLocationId: world.warehouse.id, toLocationId: store.id },
    lines: [{ productId: product.id, quantity }],
  }) satisfies Command;

const arriveOf = (expectationId: string, received: number, lost: number) =>
  ({ verb: "transfer_in", ...told(), lines: [{ expectationId, received, lost }] }) satisfies Command;

async function expectation(id: string) {
  const { rows } = await world.pool.query("select quantity, received, lost, ended_as from expectation where id = $1", [
    id,
  ]);
  return rows[0];
}

describe("expected units", () => {
  it("are incoming and not available until they arrive, part by part", async () => {
    const mug = await makeGoods(world, 2);
    const id = madeExpectation(await act(world, expectOf(mug, 10)));
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([2, 0, 0, 10]);
    expect(await publishedOf(world, mug.onBol)).toBe(2);
    await act(world, { ...receiveOf(world, mug, 4), expectationId: id });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([6, 0, 0, 6]);
    await act(world, { ...receiveOf(world, mug, 6), expectationId: id });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([12, 0, 0, 0]);
    expect(await expectation(id)).toEqual({ quantity: 10, received: 10, lost: 0, ended_as: "received" });
    expect(answer(await act(world, { ...receiveOf(world, mug, 1), expectationId: id }))).toBe("expectation_ended");
  });

  it("may be more than the supplier said", async () => {
    const mug = await makeGoods(world, 0);
    const id = madeExpectation(await act(world, expectOf(mug, 10)));
    await act(world, { ...receiveOf(world, mug, 12), expectationId: id });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([12, 0, 0, 0]);
  });

  it("are told once per key, and again gives the same expectation", async () => {
    const mug = await makeGoods(world, 0);
    const command = expectOf(mug, 10);
    const id = madeExpectation(await act(world, command));
    const again = await act(world, command);
    expect([again.kind, madeExpectation(again)]).toEqual(["repeated", id]);
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([0, 0, 0, 10]);
  });

  it("can become more, fewer, or none", async () => {
    const mug = await makeGoods(world, 0);
    const id = madeExpectation(await act(world, expectOf(mug, 10)));
    const change = (quantity: number) =>
      act(world, { verb: "change_expectation", ...told(), expectationId: id, quantity });
    await change(12);
    await act(world, { ...receiveOf(world, mug, 5), expectationId: id });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([5, 0, 0, 7]);
    expect(answer(await change(4))).toBe("quantity_out_of_range");
    await change(8);
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([5, 0, 0, 3]);
    await act(world, { verb: "cancel_expectation", ...told(), expectationId: id });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([5, 0, 0, 0]);
    expect(await expectation(id)).toEqual({ quantity: 8, received: 5, lost: 3, ended_as: "cancelled" });
    expect(answer(await change(9))).toBe("expectation_ended");
  });

  it("of another product, another place or nobody are refused", async () => {
    const [mug, cup] = [await makeGoods(world, 0), await makeGoods(world, 0)];
    const id = madeExpectation(await act(world, expectOf(mug, 10)));
    expect(answer(await act(world, { ...receiveOf(world, cup, 1), expectationId: id }))).toBe("expectation_not_found");
    const nobody = { verb: "cancel_expectation", ...told(), expectationId: cup.id } as const;
    expect(answer(await act(world, nobody))).toBe("expectation_not_found");
  });
});

describe("a transfer", () => {
  it("leaves at once and is incoming where it goes, arrives in parts, and what is lost is written off", async () => {
    const mug = await makeGoods(world, 10);
    const id = madeExpectation(await act(world, sendOf(mug, 6)));
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([4, 0, 0, 0]);
    expect(await quantitiesAt(world, mug, store)).toEqual([0, 0, 0, 6]);
    expect(await publishedOf(world, mug.onBol)).toBe(4);
    await act(world, arriveOf(id, 3, 0));
    expect(await quantitiesAt(world, mug, store)).toEqual([3, 0, 0, 3]);
    await act(world, arriveOf(id, 2, 1));
    expect(await quantitiesAt(world, mug, store)).toEqual([5, 0, 0, 0]);
    expect(await expectation(id)).toEqual({ quantity: 6, received: 5, lost: 1, ended_as: "received" });
  });

  it("of units that are promised is refused, and moves no other line", async () => {
    const [mug, cup] = [await makeGoods(world, 5), await makeGoods(world, 5)];
    await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 3 }]));
    const command = { ...sendOf(cup, 1), lines: [cup, mug].map(({ id }) => ({ productId: id, quantity: 3 })) };
    expect(answer(await act(world, command))).toBe("not_enough_available");
    expect(await quantitiesAt(world, cup, world.warehouse)).toEqual([5, 0, 0, 0]);
  });

  it("to where it comes from, of nothing, or of one product twice is refused", async () => {
    const mug = await makeGoods(world, 5);
    const send = sendOf(mug, 1);
    const answers = [
      { ...send, toLocationId: world.warehouse.id },
      { ...send, lines: [] },
      { ...send, lines: [...send.lines, ...send.lines] },
      { ...send, lines: [{ productId: mug.id, quantity: 0 }] },
    ].map(async (command) => answer(await act(world, { ...command, ...told() })));
    const outOfRange = "quantity_out_of_range";
    expect(await Promise.all(answers)).toEqual(["already_there", outOfRange, outOfRange, outOfRange]);
  });

  it("brings no more than left, and is not cancelled: its units are somewhere", async () => {
    const mug = await makeGoods(world, 5);
    const id = madeExpectation(await act(world, sendOf(mug, 3)));
    expect(answer(await act(world, arriveOf(id, 3, 1)))).toBe("more_than_open");
    const tooMany = { ...receiveOf(world, mug, 4), locationId: store.id, expectationId: id };
    expect(answer(await act(world, tooMany))).toBe("more_than_open");
    const cancel = { verb: "cancel_expectation", ...told(), expectationId: id } as const;
    expect(answer(await act(world, cancel))).toBe("expectation_not_found");
    const fewer = { verb: "change_expectation", ...told(), expectationId: id, quantity: 2 } as const;
    expect(answer(await act(world, fewer))).toBe("quantity_out_of_range");
    await act(world, arriveOf(id, 0, 3));
    expect(await expectation(id)).toMatchObject({ received: 0, lost: 3, ended_as: "lost" });
  });

  it("that arrives fills the shortage that waits for it before anything is published", async () => {
    const mug = await makeGoods(world, 0);
    const [far, near] = [store, world.warehouse];
    await act(world, { ...receiveOf(world, mug, 4), locationId: far.id });
    await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 3 }]));
    expect(await shortOf(world, mug)).toBe(3);
    const back = { ...sendOf(mug, 4), fromLocationId: far.id, toLocationId: near.id };
    await act(world, arriveOf(madeExpectation(await act(world, back)), 4, 0));
    expect(await quantitiesAt(world, mug, near)).toEqual([4, 0, 3, 0]);
    expect([await shortOf(world, mug), await publishedOf(world, mug.onBol)]).toEqual([0, 1]);
  });
});
