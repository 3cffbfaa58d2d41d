import { GraphQLError } from "graphql";
import { nowMs } from "../clock.ts";
import { isLoopbackHttp } from "../http/loopback.ts";
import { gid, numberOf } from "../ids.ts";
import type { World } from "../world.ts";
import type { Shop, Subscription } from "./shop.ts";
import { subscriptionView } from "./views.ts";
import { refuseFilter } from "./webhook-filter.ts";

export interface SubscriptionInput {
  uri?: string | null;
  callbackUrl?: string | null;
  filter?: string | null;
  format?: string | null;
  includeFields?: string[] | null;
  metafieldNamespaces?: string[] | null;
  name?: string | null;
}

interface UserError {
  field: string[];
  message: string;
}

/** Subscribes. Messages and field names are those of a real store (recorded 2026-05, API 2026-04). */
export function createSubscription(world: World, shop: Shop, topic: string, input: SubscriptionInput) {
  refuseXml(input);
  const uri = input.uri ?? input.callbackUrl ?? "";
  const isTaken = [...shop.subscriptions.values()].some((row) => row.topic === topic && row.uri === uri);
  const taken = isTaken ? [addressError("Address for this topic has already been taken")] : [];
  const userErrors = [...taken, ...refuseAddress(uri), ...refuse(input)].slice(0, isTaken ? 1 : undefined);
  if (userErrors.length > 0) return { webhookSubscription: null, userErrors };
  const at = nowMs();
  const subscription: Subscription = {
    id: world.ids.next("WebhookSubscription"),
    topic,
    uri,
    format: input.format ?? "JSON",
    filter: input.filter ?? null,
    includeFields: input.includeFields ?? [],
    metafieldNamespaces: input.metafieldNamespaces ?? [],
    name: input.name ?? null,
    createdAt: at,
    updatedAt: at,
  };
  shop.subscriptions.set(subscription.id, subscription);
  world.onChange();
  return { webhookSubscription: subscriptionView(subscription), userErrors: [] };
}

/** Changes where a subscription goes. */
export function updateSubscription(world: World, shop: Shop, globalId: string, input: SubscriptionInput) {
  const subscription = shop.subscriptions.get(numberOf("WebhookSubscription", globalId) ?? "");
  if (!subscription) return { webhookSubscription: null, userErrors: [unknown] };
  refuseXml(input);
  const uri = input.uri ?? input.callbackUrl ?? subscription.uri;
  const userErrors = [...refuseAddress(uri), ...refuse(input)];
  if (userErrors.length > 0) return { webhookSubscription: null, userErrors };
  subscription.uri = uri;
  subscription.includeFields = input.includeFields ?? subscription.includeFields;
  subscription.metafieldNamespaces = input.metafieldNamespaces ?? subscription.metafieldNamespaces;
  subscription.filter = input.filter ?? subscription.filter;
  subscription.updatedAt = nowMs();
  world.onChange();
  return { webhookSubscription: subscriptionView(subscription), userErrors: [] };
}

/** Ends a subscription. */
export function deleteSubscription(world: World, shop: Shop, globalId: string) {
  const id = numberOf("WebhookSubscription", globalId) ?? "";
  if (!shop.subscriptions.delete(id)) return { deletedWebhookSubscriptionId: null, userErrors: [unknown] };
  world.onChange();
  return { deletedWebhookSubscriptionId: gid("WebhookSubscription", id), userErrors: [] };
}

const unknown: UserError = { field: ["id"], message: "Webhook subscription does not exist" };

/** Better refused than taken and then not done. */
function refuseXml({ format }: SubscriptionInput): void {
  if (format !== "XML") return;
  throw new GraphQLError("the sandbox has no XML for webhooks", { extensions: { code: "NOT_IN_SANDBOX" } });
}

function refuse({ filter }: SubscriptionInput): UserError[] {
  const refusal = filter ? refuseFilter(filter) : null;
  return refusal ? [refusal] : [];
}

function refuseAddress(uri: string): UserError[] {
  if (uri.trim() === "") return [addressError("Address can't be blank")];
  // Shopify takes https only; see isLoopbackHttp for why the sandbox makes one exception.
  if (isLoopbackHttp(uri)) return [];
  const protocol = /^([a-z]+:\/\/)/i.exec(uri)?.[1];
  if (!protocol) return [addressError("Address is invalid")];
  if (protocol === "pubsub://" && !/^pubsub:\/\/[^:]+:.+$/.test(uri)) return [unsupported(protocol), notPubSub];
  if (protocol !== "https://") return [unsupported(protocol)];
  return URL.canParse(uri) ? [] : [addressError("Address is invalid")];
}

function unsupported(protocol: string): UserError {
  return addressError(`Address protocol ${protocol} is not supported`);
}

function addressError(message: string): UserError {
  // The field keeps its old name although the argument is now called uri.
  return { field: ["webhookSubscription", "callbackUrl"], message };
}

const notPubSub = addressError("Address is not a valid GCP pub/sub format. Format should be pubsub://project:topic");
