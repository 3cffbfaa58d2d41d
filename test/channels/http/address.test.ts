import { expect, test } from "vitest";
import { requireAddress, under } from "../../../channels/src/http/address.ts";

test.each(["http://api.bol.com", "ftp://api.bol.com", "api.bol.com", "https://me:secret@api.bol.com"])(
  "%s is refused",
  (address) => {
    expect(() => requireAddress("base URL", address, false)).toThrow(/^base URL must/);
  },
);

test("http is taken for this machine only, and only where it is allowed", () => {
  expect(requireAddress("base URL", "http://127.0.0.1:4100", true).port).toBe("4100");
  expect(() => requireAddress("base URL", "http://127.0.0.1:4100", false)).toThrow("must be https");
  expect(() => requireAddress("base URL", "http://10.0.0.1", true)).toThrow("must be https, or http on this machine");
});

test("a path goes under the root's own path", () => {
  expect(under(new URL("https://example.com/bol/"), "/retailer/orders").href).toBe(
    "https://example.com/bol/retailer/orders",
  );
  expect(under(new URL("https://example.com"), "/retailer").href).toBe("https://example.com/retailer");
});
