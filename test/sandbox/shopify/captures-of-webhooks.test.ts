import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../make/json.ts";
import { comparable, recorded, selectionOf, specs } from "../make/recorded.ts";
import { openShop, type TestShop } from "../make/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop([0], { contract: "record" });
});
afterAll(() => shop.close());

describe.skipIf(!specs)("webhook subscriptions answer as the recorded store", () => {
  const create = `mutation C($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
      webhookSubscription { id } userErrors { field message } } }`;
  const update = `mutation U($id: ID!, $webhookSubscription: WebhookSubscriptionInput!) {
    webhookSubscriptionUpdate(id: $id, webhookSubscription: $webhookSubscription) {
      webhookSubscription { id } userErrors { field message } } }`;
  const schemes = recorded("2026-04__webhooks__webhook-subscription-scheme-allowlist").cases ?? {};
  const rules = recorded("2026-04__webhooks__webhook-subscription-conformance");

  async function subscribed(name: string, wish: object = { format: "JSON" }): Promise<string> {
    const webhookSubscription = { ...wish, uri: `https://example.com/${name}` };
    const { data } = await shop.graphql(create, { topic: "SHOP_UPDATE", webhookSubscription });
    return data.webhookSubscriptionCreate.webhookSubscription.id;
  }

  function documentOf(field: string, answer: Json): string {
    const selection =
      answer === null ? "{ id }" : selectionOf(answer).replace("{ field message code }", "{ field message }");
    switch (field) {
      case "webhookSubscription":
        return `query D($id: ID!) { webhookSubscription(id: $id) ${selection} }`;
      case "webhookSubscriptionDelete":
        return `mutation R($id: ID!) { webhookSubscriptionDelete(id: $id) ${selection} }`;
      case "webhookSubscriptionUpdate":
        return `mutation U($id: ID!, $webhookSubscription: WebhookSubscriptionInput!) {
          webhookSubscriptionUpdate(id: $id, webhookSubscription: $webhookSubscription) ${selection} }`;
      default:
        return `mutation C($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
          webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) ${selection} }`;
    }
  }

  test.each(["createFtpSchemeRejected", "createWsSchemeRejected", "createBareHttpsInvalid"])("%s", async (name) => {
    const { variables, response } = schemes[name];
    const { body } = await shop.graphql(create, variables);
    expect(comparable(body)).toEqual(comparable(response.payload));
  });

  test("updateFtpSchemeRejected", async () => {
    const { variables, response } = schemes.updateFtpSchemeRejected;
    const { body } = await shop.graphql(update, { ...variables, id: await subscribed("scheme") });
    expect(comparable(body)).toEqual(comparable(response.payload));
  });

  test.each(["updateBlankUri", "updateHttpUri", "updateInvalidPubSub"])("%s changes nothing", async (name) => {
    const { create: created, detailAfterFailedUpdates, [name]: wrong } = rules.updateValidation;
    const id = await subscribed(name, created.variables.webhookSubscription);
    const { body } = await shop.graphql(update, { ...wrong.variables, id });
    expect(comparable(body)).toEqual(comparable(wrong.response.payload));
    const { webhookSubscription: unchanged } = detailAfterFailedUpdates.response.payload.data;
    const { data } = await shop.graphql(
      `query D($id: ID!) { webhookSubscription(id: $id) ${selectionOf(unchanged)} }`,
      { id },
    );
    const address = { uri: `https://example.com/${name}` };
    const expected = { ...unchanged, id, endpoint: { ...unchanged.endpoint, callbackUrl: address.uri } };
    expect(comparable(data.webhookSubscription)).toEqual(comparable(expected));
  });

  const lives = [
    ["lifecycle", ["create", "detailAfterCreate", "update", "detailAfterUpdate", "delete", "postDeleteDetail"]],
    ["filterDefault", ["createWithoutFilter", "detailWithoutFilter", "deleteWithoutFilter"]],
    ["filterDefault", ["createWithEmptyFilter", "deleteWithEmptyFilter"]],
  ] as const;
  test.each(lives)("a subscription from its beginning to its end: %s, %s", async (part, steps) => {
    let ours = "";
    for (const step of steps) {
      const { variables, response } = rules[part][step];
      const [field = "", answer] = Object.entries<Json>(response.payload.data)[0] ?? [];
      const theirs = rules[part][steps[0]].response.payload.data.webhookSubscriptionCreate.webhookSubscription.id;
      const { body } = await shop.graphql(documentOf(field, answer), { ...variables, ...(ours && { id: ours }) });
      ours ||= (body.data as Json)[field].webhookSubscription.id;
      expect(comparable(body)).toEqual(
        JSON.parse(JSON.stringify(comparable(response.payload)).replaceAll(theirs, ours)),
      );
    }
  });

  test("an argument that must not be null", async () => {
    const { response } = rules.graphqlValidation.nullUpdateInput;
    const { body } = await shop.graphql(
      `mutation NullUpdateWebhookInput { webhookSubscriptionUpdate(id: "gid://shopify/WebhookSubscription/1", webhookSubscription: null) {
        webhookSubscription { id } userErrors { field message } } }`,
    );
    expect(comparable(body)).toEqual(comparable(response.payload));
  });

  test("an unknown id and a missing address", async () => {
    const { variables, response } = rules.validation;
    const { body } = await shop.graphql(
      `mutation V($unknownId: ID!, $unknownUpdateInput: WebhookSubscriptionInput!) {
        updateUnknown: webhookSubscriptionUpdate(id: $unknownId, webhookSubscription: $unknownUpdateInput) {
          webhookSubscription { id } userErrors { field message } }
        deleteUnknown: webhookSubscriptionDelete(id: $unknownId) {
          deletedWebhookSubscriptionId userErrors { field message } }
        createMissingUri: webhookSubscriptionCreate(topic: SHOP_UPDATE, webhookSubscription: { format: JSON }) {
          webhookSubscription { id } userErrors { field message } } }`,
      variables,
    );
    expect(comparable(body)).toEqual(comparable(response.payload));
  });

  test("a missing argument", async () => {
    const { response } = rules.graphqlValidation.missingCreateTopic;
    const { body } = await shop.graphql(
      `mutation MissingCreateWebhookTopic { webhookSubscriptionCreate(webhookSubscription: { format: JSON }) {
        webhookSubscription { id } userErrors { field message } } }`,
    );
    expect(comparable(body)).toEqual(comparable(response.payload));
  });
});
