/**
 * Numbers at which each kind of Shopify id starts. Most lie above 2^53, as in Shopify's own sample payloads: a reader that
 * parses them as doubles must fail here and not at a customer.
 */
const firstIds = {
  Product: 788032119674292922n,
  ProductVariant: 808950810650001111n,
  InventoryItem: 271878346596884015n,
  Location: 24826418n,
  Shop: 143273001266n,
  Order: 820982911946154508n,
  LineItem: 866550311766439020n,
  Fulfillment: 4540193505961n,
  FulfillmentOrder: 9921139736882n,
  FulfillmentOrderLineItem: 20282998653234n,
  Refund: 1024353632562n,
  RefundLineItem: 104689539n,
  OrderTransaction: 10572748226866n,
  InventoryTransfer: 5904466226n,
  InventoryTransferLineItem: 6106285090n,
  InventoryShipment: 2928116018n,
  InventoryShipmentLineItem: 31359795506n,
  Return: 945000954n,
  ReturnLineItem: 677614677n,
  InventoryAdjustmentGroup: 54640716251442n,
  WebhookSubscription: 1929113141554n,
  Customer: 115310627314723954n,
} as const;

export type IdKind = keyof typeof firstIds;

/** Hands out ids that are never given twice, also after a restart: `used` is kept with the state. */
export class IdSource {
  used = 0;

  next(kind: IdKind): string {
    this.used += 1;
    return String(firstIds[kind] + BigInt(this.used) * 37n);
  }
}

/** Shopify's global id of a numeric one. */
export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** The number inside a global id of this type; null for anything else. */
export function numberOf(type: string, globalId: string): string | null {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(globalId);
  return match?.[1] === type ? (match[2] ?? null) : null;
}

/** The same where an id that is none of this type may stay as it is: it names nothing. */
export function idOf(type: string, globalId: string): string {
  return numberOf(type, globalId) ?? globalId;
}
