import type { WebhookCheck } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { Account } from "./account.ts";
import type { QueueAccess } from "./queue.ts";
import { destinationReply, destinationsReply, nothing, subscriptionReply } from "./replies.ts";

/** What tells of sales. Amazon's other notifications about stock go to EventBridge, or tell what the hub reads anyway. */
const topic = "ORDER_CHANGE";
const operation = "notifications";

/** Makes sure that Amazon sends changes of orders to the queue; without a queue there is nothing to make sure of. */
export async function ensureNotifications(
  account: Account,
  queue: QueueAccess | null,
  signal: AbortSignal,
): Promise<WebhookCheck> {
  if (queue === null) return { repaired: [], signatureKeys: null };
  const arn = arnOf(queue);
  const known = await findDestination(account, arn, signal);
  const destinationId = known ?? (await createDestination(account, arn, signal));
  const current = await subscribedTo(account, signal);
  if (current === destinationId) return { repaired: [], signatureKeys: null };
  if (current !== null) {
    throw new PlatformError(`Amazon sends ${topic} to another destination (${current}); unsubscribe that one first`);
  }
  const body = { payloadVersion: "1.0", destinationId };
  await account.client.write({ ...subscription, method: "POST", body }, nothing, signal);
  return { repaired: [topic], signatureKeys: null };
}

const destinations = { operation, path: "/notifications/v1/destinations", isGrantless: true } as const;
const subscription = { operation, path: `/notifications/v1/subscriptions/${topic}` } as const;

async function findDestination({ client }: Account, arn: string, signal: AbortSignal): Promise<string | null> {
  const reply = await client.read({ ...destinations, method: "GET" }, destinationsReply, signal);
  return reply?.payload.find(({ resource }) => resource.sqs?.arn === arn)?.destinationId ?? null;
}

async function createDestination({ client }: Account, arn: string, signal: AbortSignal): Promise<string> {
  const body = { name: `stockpool-${arn.split(":").at(-1)}`, resourceSpecification: { sqs: { arn } } };
  return (await client.write({ ...destinations, method: "POST", body }, destinationReply, signal)).payload
    .destinationId;
}

async function subscribedTo({ client }: Account, signal: AbortSignal): Promise<string | null> {
  const reply = await client.read({ ...subscription, method: "GET" }, subscriptionReply, signal);
  return reply?.payload?.destinationId ?? null;
}

/** https://sqs.eu-west-1.amazonaws.com/123456789012/name is arn:aws:sqs:eu-west-1:123456789012:name. */
function arnOf({ url, region }: QueueAccess): string {
  const [accountId, name] = new URL(url).pathname.split("/").slice(-2);
  return `arn:aws:sqs:${region}:${accountId}:${name}`;
}
