import { createHash, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { nowMs } from "../clock.ts";
import { type Answer, json } from "../http/answer.ts";
import { header, type Request } from "../http/request.ts";
import type { World } from "../world.ts";
import type { QueuedMessage, Seller } from "./seller.ts";
import { isSigned } from "./signature.ts";

const lookEveryMs = 20;
const visibilitySecondsDefault = 30;

const receive = z.object({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  WaitTimeSeconds: z.number().int().min(0).max(20).default(0),
  VisibilityTimeout: z.number().int().min(0).default(visibilitySecondsDefault),
});

/** What a request asks of the queue: "AmazonSQS.ReceiveMessage" and the like. */
export function queueOperation(request: Request): string {
  return header(request, "x-amz-target");
}

/** Holds a long poll until a message is there or its time is over. Who is not let in hears so at once. */
export async function awaitMessage(seller: Seller, path: string, request: Request): Promise<void> {
  if (refuse(seller, path, request)) return;
  const wish = receive.safeParse(bodyOf(request));
  if (queueOperation(request) !== "AmazonSQS.ReceiveMessage" || !wish.success) return;
  const until = nowMs() + wish.data.WaitTimeSeconds * 1_000;
  while (nowMs() < until && visible(seller).length === 0) await sleep(lookEveryMs, undefined, { ref: false });
}

/** AWS SQS, a standard queue, in its JSON protocol: receive and delete. */
export function answerQueue(world: World, seller: Seller, path: string, request: Request): Answer {
  const denied = refuse(seller, path, request);
  if (denied) return denied;
  switch (queueOperation(request)) {
    case "AmazonSQS.ReceiveMessage":
      return receiveMessages(world, seller, request);
    case "AmazonSQS.DeleteMessageBatch":
      return deleteMessages(seller, request);
    default:
      return refused(400, "InvalidAction", `the sandbox has no ${queueOperation(request)}`);
  }
}

function refuse(seller: Seller, path: string, request: Request): Answer | null {
  const { queue } = seller.settings;
  if (!queue) return refused(400, "QueueDoesNotExist", "The specified queue does not exist.");
  if (isSigned(request, path, queue.accessKeyId, queue.secretAccessKey)) return null;
  return refused(403, "InvalidSignatureException", "The request signature does not match.");
}

/** Messages that are received stay, and come again once their visibility timeout is over, unless they are deleted. */
function receiveMessages(world: World, seller: Seller, request: Request): Answer {
  const wish = receive.safeParse(bodyOf(request));
  if (!wish.success) return refused(400, "InvalidParameterValue", z.prettifyError(wish.error));
  const { MaxNumberOfMessages, VisibilityTimeout } = wish.data;
  const waiting = visible(seller);
  const taken: QueuedMessage[] = [];
  // Any of those that wait, not the oldest: a standard queue promises no order.
  while (taken.length < MaxNumberOfMessages && waiting.length > 0) {
    taken.push(...waiting.splice(world.random.below(waiting.length), 1));
  }
  for (const message of taken) {
    message.visibleAt = nowMs() + VisibilityTimeout * 1_000;
    message.receiptHandle = randomUUID();
    message.receives += 1;
  }
  return json(200, taken.length > 0 ? { Messages: taken.map(messageView) } : {});
}

function messageView({ messageId, receiptHandle, body, receives }: QueuedMessage) {
  const MD5OfBody = createHash("md5").update(body).digest("hex");
  const Attributes = { ApproximateReceiveCount: String(receives) };
  return { MessageId: messageId, ReceiptHandle: receiptHandle, MD5OfBody, Body: body, Attributes };
}

const deletion = z.object({
  Entries: z
    .array(z.object({ Id: z.string(), ReceiptHandle: z.string() }))
    .min(1)
    .max(10),
});

function deleteMessages(seller: Seller, request: Request): Answer {
  const parsed = deletion.safeParse(bodyOf(request));
  if (!parsed.success) return refused(400, "InvalidParameterValue", z.prettifyError(parsed.error));
  for (const { ReceiptHandle } of parsed.data.Entries) {
    const at = seller.queue.findIndex((message) => message.receiptHandle === ReceiptHandle);
    if (at >= 0) seller.queue.splice(at, 1);
  }
  return json(200, { Successful: parsed.data.Entries.map(({ Id }) => ({ Id })), Failed: [] });
}

function visible(seller: Seller): QueuedMessage[] {
  return seller.queue.filter(({ visibleAt }) => visibleAt <= nowMs());
}

function refused(status: number, type: string, message: string): Answer {
  return json(status, { __type: `com.amazonaws.sqs#${type}`, message });
}

function bodyOf(request: Request): unknown {
  return JSON.parse(request.body || "{}");
}
