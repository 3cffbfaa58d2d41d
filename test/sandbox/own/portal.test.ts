import { audit } from "@stockpool/stock";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../worker/make/until.ts";
import { makeOwnWorld, type OwnWorld } from "./world.ts";

let own: OwnWorld;
beforeAll(async () => {
  own = await makeOwnWorld(10);
});
afterEach(async () => {
  expect(await audit(own.world.database.pool)).toEqual([]);
});
afterAll(() => own?.end());

const press = (what: string, body: object) => own.press("portal", what, body);

async function untilShown(sku: string, quantity: number) {
  await until(`the portal shows ${quantity}`, async () => (await own.shown("portal", sku))?.quantity === quantity);
}

/** The reference that an answer names. */
function named({ isDone, text }: { isDone: boolean; text: string }): string {
  expect({ isDone, text }).toMatchObject({ isDone: true });
  return /P\d{5}/.exec(text)?.[0] ?? "";
}

describe("a reservation on the portal", () => {
  test("keeps a whole basket, and becomes an order when it is confirmed, once", async () => {
    const lines = [
      { sku: own.mug, quantity: 3 },
      { sku: own.bowl, quantity: 2 },
    ];
    const reference = named(await press("reserve", { lines }));
    await untilShown(own.mug, 7);
    await untilShown(own.bowl, 8);
    const [hold] = (await own.books("portal")).holds;
    expect(hold).toMatchObject({ reference, endedAs: null });
    expect(hold?.secondsLeft).toBeGreaterThan(14 * 60);
    expect(hold?.secondsLeft).toBeLessThanOrEqual(15 * 60);
    expect(named(await press("confirm", { reference }))).toBe(reference);
    expect(named(await press("confirm", { reference }))).toBe(reference);
    const { holds, orders } = await own.books("portal");
    expect(holds).toEqual([]);
    expect(orders.map((order) => order.reference)).toEqual([reference]);
    expect(orders[0]?.hubLines.map(({ ordered }) => ordered).sort()).toEqual([2, 3]);
    expect(await own.world.available()).toBe(7);
    await press("cancel", { reference });
    await untilShown(own.mug, 10);
  });

  test("that is let go frees its units", async () => {
    const reference = named(await press("reserve", { lines: [{ sku: own.mug, quantity: 4 }] }));
    await untilShown(own.mug, 6);
    expect(named(await press("release", { reference }))).toBe(reference);
    await untilShown(own.mug, 10);
    expect((await own.books("portal")).holds).toEqual([]);
  });

  test("that has expired keeps nothing: confirmed late it is refused with the number that is there, or taken if all is", async () => {
    const reference = named(await press("reserve", { lines: [{ sku: own.mug, quantity: 5 }], seconds: 2 }));
    await until("its time is over", async () => (await own.books("portal")).holds[0]?.secondsLeft === 0);
    expect((await own.books("portal")).holds).toMatchObject([{ reference, endedAs: "expired" }]);
    await untilShown(own.mug, 10);
    const other = named(await press("buy", { lines: [{ sku: own.mug, quantity: 6 }] }));
    const said = await press("confirm", { reference });
    expect(said.isDone).toBe(false);
    expect(said.text).toMatch(/^P\d{5} was not ordered. The reservation expired at \d\d:\d\d, and by now 4 units of /);
    expect((await own.books("portal")).holds).toMatchObject([{ reference, endedAs: "expired" }]);
    named(await press("cancel", { reference: other }));
    const late = await press("confirm", { reference });
    expect(late.text).toMatch(
      /^Ordered: P\d{5}. The reservation expired at \d\d:\d\d, but all of it was still there.$/,
    );
    expect((await own.books("portal")).holds).toEqual([]);
    await untilShown(own.mug, 5);
    named(await press("cancel", { reference }));
    await untilShown(own.mug, 10);
  });

  test("that has expired stays in sight until it is dismissed", async () => {
    const reference = named(await press("reserve", { lines: [{ sku: own.mug, quantity: 1 }], seconds: 1 }));
    await until("its time is over", async () => (await own.books("portal")).holds[0]?.endedAs === "expired");
    await press("forget", { reference });
    expect((await own.books("portal")).holds).toEqual([]);
    await untilShown(own.mug, 10);
  });

  test("of more than there is is refused whole, with the number that is there", async () => {
    const lines = [
      { sku: own.bowl, quantity: 1 },
      { sku: own.mug, quantity: 11 },
    ];
    const said = await press("reserve", { lines });
    expect(said).toMatchObject({ isDone: false });
    expect(said.text).toContain("10");
    expect((await own.books("portal")).holds).toEqual([]);
    expect(await own.shown("portal", own.bowl)).toMatchObject({ quantity: 10 });
  });
});

describe("an order on the portal", () => {
  test("is changed to another basket, also with what it never had, and cancelled", async () => {
    const reference = named(await press("buy", { lines: [{ sku: own.mug, quantity: 2 }] }));
    const lines = [
      { sku: own.mug, quantity: 1 },
      { sku: own.bowl, quantity: 4 },
    ];
    named(await press("change", { reference, lines }));
    await untilShown(own.mug, 9);
    await untilShown(own.bowl, 6);
    named(await press("change", { reference, lines: [{ sku: own.bowl, quantity: 4 }] }));
    await untilShown(own.mug, 10);
    // What was taken out comes back under another name, because the hub refuses the old one.
    named(await press("change", { reference, lines }));
    await untilShown(own.mug, 9);
    expect(await press("change", { reference, lines: [{ sku: own.mug, quantity: 11 }] })).toMatchObject({
      isDone: false,
      text: expect.stringContaining(`${reference} stays as it was`),
    });
    named(await press("cancel", { reference }));
    await untilShown(own.bowl, 10);
    const order = (await own.books("portal")).orders.find((row) => row.reference === reference);
    expect(order?.status).toBe("cancelled");
  });

  test("needs a basket that names each product once, and JSON that no other site's form can send", async () => {
    const line = { sku: own.mug, quantity: 1 };
    expect(await press("buy", { lines: [line, line] })).toMatchObject({ isDone: false });
    expect(await press("buy", { lines: [] })).toMatchObject({ isDone: false });
    const form = await fetch(`${own.address("portal")}/buy`, {
      method: "POST",
      body: JSON.stringify({ lines: [line] }),
    });
    expect(form.status).toBe(415);
    expect(await own.world.available()).toBe(10);
  });
});
