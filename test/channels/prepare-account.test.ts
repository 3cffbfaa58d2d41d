import { prepareAccount } from "@stockpool/channels/intake";
import { expect, test } from "vitest";

const account = { baseUrl: null, platformLocationId: null, allowHttp: false };

test("a Shopify shop is found by its own name, in lower case", () => {
  const credentials = { shop: "Mugs.myshopify.com", accessToken: "hush", clientSecret: "hush" };
  const platformLocationId = "gid://shopify/Location/1";
  expect(prepareAccount({ ...account, platform: "shopify", credentials, platformLocationId })).toMatchObject({
    ...{ kind: "prepared", writeKind: "compare_and_set", accountId: "mugs.myshopify.com" },
    baseUrl: "https://mugs.myshopify.com",
  });
});

test("bol is found where bol is", () => {
  const credentials = { clientId: "id", clientSecret: "hush" };
  expect(prepareAccount({ ...account, platform: "bol", credentials })).toMatchObject({
    ...{ kind: "prepared", writeKind: "net_of_open_orders", baseUrl: "https://api.bol.com" },
  });
});
