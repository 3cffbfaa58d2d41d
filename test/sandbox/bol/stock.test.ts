import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { openAccount, processEnd, type TestAccount } from "../make/account.ts";

let account: TestAccount;
afterEach(() => account.close());

const ship = (orderItemId: string, quantity?: number) => ({
  orderItems: [{ orderItemId, ...(quantity === undefined ? {} : { quantity }) }],
  transport: { transporterCode: "TNT", trackAndTrace: "3SBOL0987654321" },
});

describe("managedByRetailer: false", () => {
  test("every open unit is subtracted, also those ordered before the update", async () => {
    account = await openAccount([5]);
    await account.buy(2);
    expect(await account.stock()).toEqual({ amount: 5, correctedStock: 3, managedByRetailer: false });
    await account.patchStock(10, false);
    expect((await account.stock()).correctedStock).toBe(8);
    await account.buy(1);
    expect((await account.stock()).correctedStock).toBe(7);
  });

  test("shipped units stay subtracted until the next update", async () => {
    account = await openAccount([5]);
    const { orderItemId } = await account.buy(2);
    await processEnd(account, await account.call("POST", "/retailer/shipments", ship(orderItemId)));
    expect((await account.stock()).correctedStock).toBe(3);
    await account.patchStock(5, false);
    expect((await account.stock()).correctedStock).toBe(5);
  });

  test("shipped units come back at once where the account is set so", async () => {
    account = await openAccount([5], { shippedStaySubtracted: false });
    const { orderItemId } = await account.buy(2);
    await processEnd(account, await account.call("POST", "/retailer/shipments", ship(orderItemId)));
    expect((await account.stock()).correctedStock).toBe(5);
  });
});

describe("managedByRetailer: true", () => {
  test("only what is ordered after the update is subtracted", async () => {
    account = await openAccount([5]);
    await account.buy(2);
    await account.patchStock(10, true);
    expect((await account.stock()).correctedStock).toBe(10);
    await account.buy(3);
    expect(await account.stock()).toEqual({ amount: 10, correctedStock: 7, managedByRetailer: true });
  });

  test("a cancelled order from before the update gives nothing back", async () => {
    account = await openAccount([5]);
    const before = await account.buy(2);
    await account.patchStock(10, true);
    const after = await account.buy(1);
    await account.sandbox.control.cancel("bol", "account", before.orderId);
    expect((await account.stock()).correctedStock).toBe(9);
    await account.sandbox.control.cancel("bol", "account", after.orderId);
    expect((await account.stock()).correctedStock).toBe(10);
  });
});

test("cancelling for lack of stock sets the amount to 0", async () => {
  account = await openAccount([5]);
  const { orderItemId } = await account.buy(1);
  const body = { orderItems: [{ orderItemId, reasonCode: "OUT_OF_STOCK" }] };
  const end = await processEnd(account, await account.call("PUT", "/retailer/orders/cancellation", body));
  expect(end).toMatchObject({ status: "SUCCESS", eventType: "CANCEL_ORDER", entityId: orderItemId });
  expect(await account.stock()).toMatchObject({ amount: 0, correctedStock: 0 });
});

test.each([-1, 1000, 1.5])("an amount of %d is refused and changes nothing", async (amount) => {
  account = await openAccount([5], {}, { contract: "record" });
  const { status, body } = await account.patchStock(amount, false);
  expect(status).toBe(400);
  expect(body.violations[0].name).toBe("stock.amount");
  expect((await account.stock()).amount).toBe(5);
});

test("orders that bol fulfils itself leave the seller's stock alone", async () => {
  account = await openAccount([5]);
  const lines = [{ sku: "SKU-1", quantity: 2 }];
  await account.sandbox.control.placeOrder("bol", "account", { lines, fulfilmentMethod: "FBB" });
  expect((await account.stock()).correctedStock).toBe(5);
});

type Step =
  | { act: "buy"; quantity: number }
  | { act: "patch"; amount: number; managed: boolean }
  | { act: "end"; which: number; how: "cancel" | "ship" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant("buy" as const), quantity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ act: fc.constant("patch" as const), amount: fc.integer({ min: 0, max: 99 }), managed: fc.boolean() }),
  fc.record({
    act: fc.constant("end" as const),
    which: fc.nat(20),
    how: fc.constantFrom("cancel" as const, "ship" as const),
  }),
);

test("whatever happens, correctedStock is what the published text says of the orders there are", async () => {
  account = await openAccount([50]);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { control } = account.sandbox;
      for (const order of await control.orders("bol", "account")) {
        if (order.lines.some((line) => line.quantity > line.shipped + line.cancelled)) {
          await control.cancel("bol", "account", order.orderId);
        }
      }
      await account.patchStock(50, false);
      let [amount, managed] = [50, false];
      let orders: { orderId: string; quantity: number; isAfterUpdate: boolean; end: "open" | "cancel" | "ship" }[] = [];
      let shippedSince = 0;
      for (const next of steps) {
        const open = orders.filter(({ end }) => end === "open");
        const chosen = next.act === "end" ? open[next.which % Math.max(1, open.length)] : undefined;
        if (next.act === "buy") {
          const { orderId } = await account.buy(next.quantity);
          orders.push({ orderId, quantity: next.quantity, isAfterUpdate: true, end: "open" });
        } else if (next.act === "patch") {
          await account.patchStock(next.amount, next.managed);
          [amount, managed, shippedSince] = [next.amount, next.managed, 0];
          orders = orders.map((order) => ({ ...order, isAfterUpdate: false }));
        } else if (chosen) {
          const act = next.how === "cancel" ? control.cancel : control.fulfil;
          await act("bol", "account", chosen.orderId);
          chosen.end = next.how;
          if (next.how === "ship") shippedSince += chosen.quantity;
        }
        const sum = (rows: typeof orders) => rows.reduce((total, { quantity }) => total + quantity, 0);
        const expected = managed
          ? amount - sum(orders.filter(({ isAfterUpdate, end }) => isAfterUpdate && end !== "cancel"))
          : amount - sum(orders.filter(({ end }) => end === "open")) - shippedSince;
        expect((await account.stock()).correctedStock).toBe(Math.max(0, expected));
      }
    }),
    { numRuns: 25 },
  );
});
