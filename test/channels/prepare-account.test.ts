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

test("an Amazon account is refused, by the name of what is wrong, with a queue that nothing would come through", () => {
  const keys = { accessKeyId: "id", secretAccessKey: "hush" };
  const seller = { clientId: "id", clientSecret: "hush", refreshToken: "hush", sellerId: "A3TH9S8BH6GOGM" };
  const prepare = (queue?: object) =>
    prepareAccount({
      ...{ ...account, platform: "amazon" },
      credentials: { ...seller, marketplaceIds: ["A1805IZSGTT6HS"], ...(queue && { queue: { ...keys, ...queue } }) },
    });
  expect(prepare()).toMatchObject({ kind: "prepared", writeKind: "absolute" });
  const url = "https://sqs.eu-west-1.amazonaws.com/123456789012/hub";
  expect(prepare({ url })).toMatchObject({ kind: "prepared" });
  expect(prepare({ url: `${url}.fifo` })).toMatchObject({ kind: "wrong", message: /must be a standard one/ });
  expect(prepare({ url: "http://sqs.example.com/1/hub", region: "eu" })).toMatchObject({ kind: "wrong" });
  expect(prepare({ url: "https://queue.example.com/1/hub" })).toMatchObject({ kind: "wrong", message: /region/ });
  expect(prepare({ url, endpoint: "http://sqs.example.com" })).toMatchObject({ kind: "wrong", message: /endpoint/ });
});
