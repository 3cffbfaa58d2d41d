import type {
  CancellationInput,
  EndedReturnInput,
  FeedEndInput,
  OrderInput,
  ProductInput,
  RefundInput,
  ReturnInput,
  StockEdit,
} from "./input.ts";

/** A product as made: the ids that listings have on the platform. */
export interface ProductIds {
  sku: string;
  /** What orders name: Shopify's variant gid, bol's offer id. */
  platformId: string;
  /** What quantities are written to, where that differs: Shopify's inventory item gid. */
  platformStockId: string | null;
}

export type PlacedOrder =
  | { placed: true; orderId: string; name: string; soldAt: number }
  | { placed: false; refused: string };

/** An order as the buyer's side sees it. */
export interface OrderSummary {
  orderId: string;
  name: string;
  isCancelled: boolean;
  lines: { lineId: string; sku: string; quantity: number; shipped: number; cancelled: number }[];
}

/** What the control API can do with a shop, whichever platform it is on. */
export interface Stall {
  putProducts(products: ProductInput[]): ProductIds[];
  /** Units by SKU that a buyer can order now. */
  stock(): Record<string, number>;
  editStock(edits: StockEdit[]): void;
  placeOrder(order: OrderInput): PlacedOrder;
  orders(): OrderSummary[];
  /** Returns the reason when the platform would refuse. */
  cancel(orderId: string, how: CancellationInput): string | null;
  /** Ships all that is open. Returns the reason when the platform would refuse. */
  fulfil(orderId: string): string | null;
  /** The seller deletes an order for good. */
  deleteOrder?(orderId: string): void;
  expireTokens(): void;
  /** The platform takes away, or switches off, every subscription, as it does after failures. */
  dropSubscriptions?(): void;
  /** Amazon ends all feeds that are open. */
  endFeeds?(end: FeedEndInput): void;
  /** The platform signs with a new key from now on. */
  rotateKey?(): void;
  /** A buyer announces a return of units of a line. Returns the reason when the platform would refuse. */
  announceReturn?(orderId: string, wish: ReturnInput): string | null;
  /** Sent units are paid back. Returns the reason when the platform would refuse. */
  refund?(orderId: string, wish: RefundInput): string | null;
  /** The seller ends the newest open return of an order. */
  endReturn?(orderId: string, end: EndedReturnInput): string | null;
  /** Products that a buyer can choose from now, with their weight and what is left. */
  shelf(): { sku: string; velocity: number; left: number }[];
}
