import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Answer } from "../http/answer.ts";
import type { World } from "../world.ts";
import { problem, success } from "./problem.ts";
import type { Seller } from "./seller.ts";

const destinationRequest = z.object({
  name: z.string().min(1),
  resourceSpecification: z.object({ sqs: z.object({ arn: z.string() }).optional() }),
});

/** `GET /notifications/v1/destinations`, with a token that belongs to no seller. */
export function getDestinations(seller: Seller): Answer {
  return success(200, { payload: seller.destinations.map(destinationView) });
}

/** `POST /notifications/v1/destinations` */
export function createDestination(world: World, seller: Seller, body: unknown): Answer {
  const parsed = destinationRequest.safeParse(body);
  const arn = parsed.data?.resourceSpecification.sqs?.arn;
  if (!parsed.success || arn === undefined) return problem(400, "InvalidInput", "an SQS queue's arn is needed");
  // A FIFO queue is taken by Amazon and then gets nothing; here it is refused, because nothing else would show it.
  if (arn.endsWith(".fifo")) return problem(400, "InvalidInput", `the queue must be a standard one, got ${arn}`);
  if (seller.destinations.some((row) => row.arn === arn))
    return problem(409, "ResourceConflict", "Resource already exists.");
  const row = { destinationId: randomUUID(), name: parsed.data.name, arn };
  seller.destinations.push(row);
  world.onChange();
  return success(200, { payload: destinationView(row) });
}

function destinationView({ destinationId, name, arn }: Seller["destinations"][number]) {
  return { destinationId, name, resource: { sqs: { arn } } };
}

/** `GET /notifications/v1/subscriptions/{notificationType}` */
export function getSubscription(seller: Seller, notificationType: string): Answer {
  const found = seller.subscriptions.find((row) => row.notificationType === notificationType);
  if (!found) return problem(404, "NotFound", `There is no subscription for ${notificationType}.`);
  return success(200, { payload: subscriptionView(found) });
}

/** `POST /notifications/v1/subscriptions/{notificationType}` */
export function createSubscription(world: World, seller: Seller, notificationType: string, body: unknown): Answer {
  const parsed = z.object({ payloadVersion: z.string(), destinationId: z.string() }).safeParse(body);
  const destination = seller.destinations.find((row) => row.destinationId === parsed.data?.destinationId);
  if (!destination) return problem(400, "InvalidInput", "destinationId is unknown");
  if (seller.subscriptions.some((row) => row.notificationType === notificationType)) {
    return problem(409, "ResourceConflict", "Resource already exists.");
  }
  const row = { subscriptionId: randomUUID(), notificationType, destinationId: destination.destinationId };
  seller.subscriptions.push(row);
  world.onChange();
  return success(200, { payload: subscriptionView(row) });
}

function subscriptionView({ subscriptionId, destinationId }: Seller["subscriptions"][number]) {
  return { subscriptionId, destinationId, payloadVersion: "1.0" };
}
