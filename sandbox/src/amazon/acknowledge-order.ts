import { randomUUID } from "node:crypto";
import type { World } from "../world.ts";
import { cancelAmazonOrder } from "./place-order.ts";
import type { Feed, Seller } from "./seller.ts";

/**
 * Works on a feed of one OrderAcknowledgement with status Failure: the whole order is cancelled, whatever items it names. Amazon
 * gives the units back to the listing, unless there were none (NoInventory).
 */
export function acknowledgeOrder(world: World, seller: Seller, feed: Feed, text: string): void {
  const textOf = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1] ?? "";
  if (textOf("MerchantIdentifier") !== seller.settings.sellerId || textOf("MessageType") !== "OrderAcknowledgement") {
    feed.status = "FATAL";
    return;
  }
  const why = refusal(world, seller, textOf("AmazonOrderID"), textOf("StatusCode"), textOf("CancelReason"));
  feed.resultDocumentId = `amzn1.tortuga.4.eu.${randomUUID()}`;
  seller.documents.set(feed.resultDocumentId, report(feed.feedId, why));
  feed.status = "DONE";
}

const reasons = new Set(["NoInventory", "BuyerCanceled", "GeneralAdjustment", "ShippingAddressUndeliverable"]);

function refusal(world: World, seller: Seller, orderId: string, status: string, reason: string): string | null {
  const order = seller.orders.get(orderId);
  if (!order) return `Order ${orderId} does not exist`;
  if (status !== "Failure") return null;
  if (!reasons.has(reason)) return `The CancelReason ${reason} is not valid`;
  if (order.isPending) return `Order ${orderId} is pending and cannot be cancelled yet`;
  return cancelAmazonOrder(world, seller, order, reason !== "NoInventory");
}

function report(feedId: string, why: string | null): string {
  const [bad, good] = why === null ? [0, 1] : [1, 0];
  const text = (why ?? "").replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  const result =
    why === null
      ? ""
      : `<Result><MessageID>1</MessageID><ResultCode>Error</ResultCode><ResultMessageCode>8026</ResultMessageCode><ResultDescription>${text}</ResultDescription></Result>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope><Header><DocumentVersion>1.02</DocumentVersion></Header><MessageType>ProcessingReport</MessageType>
<Message><MessageID>1</MessageID><ProcessingReport><DocumentTransactionID>${feedId}</DocumentTransactionID><StatusCode>Complete</StatusCode>
<ProcessingSummary><MessagesProcessed>1</MessagesProcessed><MessagesSuccessful>${good}</MessagesSuccessful><MessagesWithError>${bad}</MessagesWithError><MessagesWithWarning>0</MessagesWithWarning></ProcessingSummary>
${result}</ProcessingReport></Message></AmazonEnvelope>`;
}
