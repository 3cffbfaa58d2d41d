import { expect, test } from "vitest";
import { parseExactly } from "../../channels/src/parse-exactly.ts";

const longest = "9007199254740993";

test("a number that a double cannot hold keeps its digits, and so do its neighbours", () => {
  const body = parseExactly(`{"id": ${longest}, "quantity": 3}`);
  expect(Object.fromEntries(Object.entries(Object(body)).map(([name, value]) => [name, String(value)]))).toEqual({
    id: longest,
    quantity: "3",
  });
});

test("short numbers are plain ones", () => {
  expect(parseExactly('{"id": 999999999999999, "price": "10.00"}')).toEqual({
    id: 999_999_999_999_999,
    price: "10.00",
  });
});

test.each(['{"id": ', `{"id": ${longest}`, ""])("%o is not JSON", (text) => {
  expect(() => parseExactly(text)).toThrow(SyntaxError);
});
