import { createConnector, open, parseCredentials, seal } from "@stockpool/channels";
import fc from "fast-check";
import { expect, test } from "vitest";

const secret = "a secret of thirty-two characters";

test("what was sealed opens with the same secret, and never looks the same twice", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (credentials) => {
      const sealed = seal(secret, credentials);
      expect(open(secret, sealed)).toEqual(JSON.parse(JSON.stringify(credentials)));
      expect(seal(secret, credentials)).not.toBe(sealed);
    }),
  );
});

test("another secret does not open it, and the error says so", () => {
  const sealed = seal(secret, { clientSecret: "hush" });
  expect(() => open(`${secret}!`, sealed)).toThrow("sealed with another secret, or changed since");
});

test("whatever character of the sealed text changes, it does not open", () => {
  const sealed = seal(secret, { clientSecret: "hush" });
  for (let at = 0; at < sealed.length; at++) {
    const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
    // The last character of a base64 part may carry bits that no byte uses.
    if (meansTheSame(sealed, changed)) continue;
    expect(() => open(secret, changed), `changed at ${at}`).toThrow();
  }
});

test.each(["", "v1", "v1.a.b", "v1.a.b.c.d", "v2.a.b.c"])("%j is no sealed text", (text) => {
  expect(() => open(secret, text)).toThrow(/^sealed credentials/);
});

test("a short secret is refused", () => {
  expect(() => seal("short", {})).toThrow("at least 32 characters, got 5");
});

test("wrong credentials are refused by the names of their fields, never by value", () => {
  const wrong = { shop: "hush.example.com", clientId: "id", clientSecret: "hush-hush" };
  const refusal = () => parseCredentials("shopify", wrong);
  expect(refusal).toThrow(/credentials for shopify are wrong/);
  expect(refusal).not.toThrow(/hush-hush/);
});

test.each(["ebay", "etsy"])("%s cannot be connected yet, and the error names what can", (platform) => {
  const options = { platform, baseUrl: "https://example.com", credentials: {}, settings: {} };
  expect(() => createConnector(options)).toThrow(`"${platform}" cannot be connected yet; today: shopify, bol`);
});

function meansTheSame(one: string, other: string): boolean {
  const bytes = (text: string) => text.split(".").map((part) => Buffer.from(part, "base64url").toString("hex"));
  return (
    one.slice(0, 3) === other.slice(0, 3) && bytes(one).join() === bytes(other).join() && one.length === other.length
  );
}
