import { AwsV4Signer } from "aws4fetch";
import type { EventQueue, QueuedEvent } from "../event-queue.ts";
import { readJson } from "../http/json.ts";
import { type Call, send } from "../http/send.ts";
import { readNotification } from "./notification.ts";
import { messagesReply, nothing } from "./replies.ts";

/** A queue of AWS SQS, and who may read it. */
export interface QueueAccess {
  /** The queue's own address, https://sqs.eu-west-1.amazonaws.com/123456789012/name. */
  url: string;
  /** Where AWS is asked; the queue's host when not said. */
  endpoint: URL;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** SQS holds a question so long until a message comes (20 s at most), and gives ten at most (AWS, 2026). */
const waitSeconds = 15;
const messagesMax = 10;
/** So long the messages are hidden from other readers; who has not stored them by then gets them again. */
const visibilitySeconds = 60;
const timeoutMs = 30_000;

/** Reads a standard queue: messages come at least once, in any order. */
export function sqsQueue(access: QueueAccess): EventQueue {
  return {
    async receive(signal) {
      const wish = {
        WaitTimeSeconds: waitSeconds,
        MaxNumberOfMessages: messagesMax,
        VisibilityTimeout: visibilitySeconds,
      };
      const call = await sign(access, "ReceiveMessage", wish);
      const { Messages } = readJson(call, await send(call, signal), messagesReply);
      return (Messages ?? []).map(({ ReceiptHandle, Body }) => toEvent(ReceiptHandle, Body));
    },
    async remove(receipts, signal) {
      for (let from = 0; from < receipts.length; from += messagesMax) {
        const piece = receipts.slice(from, from + messagesMax);
        const Entries = piece.map((ReceiptHandle, place) => ({ Id: String(place), ReceiptHandle }));
        const call = await sign(access, "DeleteMessageBatch", { Entries });
        readJson(call, await send(call, signal), nothing);
      }
    },
  };
}

/** What is no notification of Amazon's is kept all the same, under its own digest: the inbox shows it to a person. */
function toEvent(receipt: string, body: string): QueuedEvent {
  const { platformEventId, topic } = readNotification(body);
  return { receipt, platformEventId, topic, body: Buffer.from(body, "utf8") };
}

async function sign(access: QueueAccess, action: string, fields: Record<string, unknown>): Promise<Call> {
  const { url, endpoint, region, accessKeyId, secretAccessKey } = access;
  const body = JSON.stringify({ QueueUrl: url, ...fields });
  const headers = { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${action}` };
  const signer = new AwsV4Signer({
    ...{ method: "POST", url: endpoint.href, headers, body, accessKeyId, secretAccessKey, region, service: "sqs" },
  });
  const signed = await signer.sign();
  return {
    method: "POST",
    url: endpoint,
    headers: Object.fromEntries(signed.headers),
    body,
    kind: "read",
    secrets: [secretAccessKey],
    timeoutMs,
  };
}
