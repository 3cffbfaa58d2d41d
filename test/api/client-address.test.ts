import { expect, test } from "vitest";
import { clientAddress } from "../../api/src/http/client-address.ts";

test.each([
  ["a client that connects itself, whatever it claims", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a client behind our proxy: the last one named", "127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"],
  ["a client behind a proxy in our network", "::ffff:10.1.2.3", "2001:db8::1", "2001:db8::1"],
  ["a proxy that names nobody", "10.1.2.3", undefined, "10.1.2.3"],
  ["a proxy that names nonsense", "10.1.2.3", "localhost", "10.1.2.3"],
])("the address of %s", (_what, connection, forwardedFor, expected) => {
  expect(clientAddress(connection, forwardedFor)).toBe(expected);
});
