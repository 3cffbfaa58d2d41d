import { expect, test } from "vitest";
import { divide } from "../../../stock/src/push/split-quantities.ts";

test.each([
  [5, [3, 4], [3, 2]],
  [7, [3, 4], [3, 4]],
  [9, [3, 4], [5, 4]],
  [0, [3, 4], [0, 0]],
  [2, [-1, 0], [2, 0]],
])("%d units over %j are divided as %j", (quantity, available, parts) => {
  expect(divide(quantity, available)).toEqual(parts);
});
