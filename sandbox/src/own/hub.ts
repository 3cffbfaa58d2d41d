import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { OwnSystem } from "./system.ts";

const answerMs = 15_000;
const productsMax = 100;

const reply = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Asks the hub one thing. Throws with the hub's own message. */
async function ask<T>(
  { settings }: OwnSystem,
  query: string,
  variables: object,
  field: string,
  schema: z.ZodType<T>,
): Promise<T> {
  const response = await fetch(settings.graphqlUrl, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": settings.apiKey },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(answerMs),
  });
  const { data, errors } = reply.parse(await response.json());
  if (errors?.[0]) throw new Error(errors[0].message);
  return schema.parse(data?.[field]);
}

const productPage = z.object({
  edges: z.array(z.object({ node: z.object({ sku: z.string(), title: z.string() }) })),
});

/** Fills the shelf with the hub's first products and what may be sold of them now. */
export async function readShelf(system: OwnSystem): Promise<void> {
  const at = Date.now();
  const { edges } = await ask(
    system,
    `query { products(first: ${productsMax}) { edges { node { sku title } } } }`,
    {},
    "products",
    productPage,
  );
  const { channel, country } = system.settings;
  const found = await ask(
    system,
    "query ($channel: String!, $skus: [String!]!, $country: String) { availability(channel: $channel, skus: $skus, country: $country) { sku quantity } }",
    {
      channel,
      country: system.settings.kind === "portal" ? country : null,
      skus: edges.map(({ node }) => node.sku),
    },
    "availability",
    z.array(z.object({ sku: z.string(), quantity: z.number().nullable() })),
  );
  const titles = new Map(edges.map(({ node }) => [node.sku, node.title]));
  for (const { sku, quantity } of found) system.show(sku, quantity, at, titles.get(sku));
  system.hasAsked = true;
}

const outcome = z.union([z.object({ order: z.object({ name: z.string() }) }), z.object({ message: z.string() })]);

/** What came of an order or a sale, in words for the screen. */
export type Answered = { isDone: boolean; text: string };

async function act(system: OwnSystem, mutation: string, type: string, input: object, what: string): Promise<Answered> {
  const query = `mutation ($input: ${type}!) {
    ${mutation}(input: $input) { ... on OrderChanged { order { name } } ... on Refusal { message } } }`;
  const answer = await ask(system, query, { input: { key: randomUUID(), ...input } }, mutation, outcome);
  if ("message" in answer) return { isDone: false, text: answer.message };
  return { isDone: true, text: `${what}: ${answer.order.name}` };
}

/** A buyer on the portal orders: all of it, or nothing. */
export function order(system: OwnSystem, sku: string, quantity: number): Promise<Answered> {
  const { channel, country } = system.settings;
  const input = {
    ...{ reason: "portal order", channel, country, reference: system.nextReference(), ifAvailable: true },
    lines: [{ reference: "1", sku, quantity }],
  };
  return act(system, "placeOrder", "PlaceOrderInput", input, "Ordered");
}

/** Somebody buys at the till. */
export function sell(system: OwnSystem, sku: string, quantity: number): Promise<Answered> {
  const { channel, locationId } = system.settings;
  const lines = [{ reference: "1", sku, quantity }];
  const input = { reason: "till sale", channel, locationId, reference: system.nextReference(), lines };
  return act(system, "sell", "SellInput", input, "Sold");
}
