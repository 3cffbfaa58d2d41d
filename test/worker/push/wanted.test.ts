import type { StartedPush } from "@stockpool/stock";
import { expect, test } from "vitest";
import { wanted } from "../../../worker/src/push/wanted.ts";

const push: StartedPush = {
  ...{ pushId: "1", at: new Date(), listingId: "l", productId: "p", platformId: "A", platformStockId: null },
  ...{ quantity: 4, before: null, openUnits: 0, isFirst: true, isGuaranteed: false },
};

test("the first write of a listing may be late, because nothing that was sent after it can be overwritten", () => {
  expect(wanted(push)).toMatchObject({ quantity: 4, expected: null, mayBeLate: true });
  expect(wanted({ ...push, isFirst: false })).not.toHaveProperty("mayBeLate");
});

test("one that is guaranteed may not: nobody would know when it is shown", () => {
  expect(wanted({ ...push, isGuaranteed: true })).not.toHaveProperty("mayBeLate");
});
