import type { KnownExposure, Lapse } from "./guarantee/known.ts";

/** What `decide` may know: everything that the commands of one batch can touch, read under their locks. */
export interface State {
  /** Operations that carry a key of the batch, by key. */
  operations: Map<string, KnownOperation>;
  products: Map<string, Product>;
  locations: Map<string, Location>;
  channels: Map<string, Channel>;
  /** Channels that were removed: only their open orders still need places to be sent from. */
  removedChannels: Map<string, Channel>;
  /** Levels by product. */
  levels: Map<string, Level[]>;
  /** Every linked listing of a product, by product. */
  listings: Map<string, Listing[]>;
  /** Listings that orders of the batch name, by `listingKey`. */
  soldListings: Map<string, SoldListing>;
  /** What else the pipeline has to know, read only where a rule or a platform asks for it. */
  ahead: Ahead;
  rules: Rule[];
  /** Orders of the batch by `orderKey`. */
  orders: Map<string, Order>;
  /** Open reservations of the batch's orders, and all those of products that a count may take units from. */
  reservations: Reservation[];
  /** Open shortages of the products touched, oldest order first. */
  shortages: Shortage[];
  /** Holds that the batch names, and expired ones, not ended yet, that keep units of its products. */
  holds: Map<string, Hold>;
  /** Expectations that the batch names. */
  expectations: Expectation[];
}

/** The part of the quantity that velocity gives a listing. */
export interface VelocityShare {
  percent: number;
  perDay: number;
}

/** What the pipeline reads beside stock and rules. */
export interface Ahead {
  /** Units of listings in open orders, by listing; null where no quantity comes near a platform's limit. */
  openUnits: ReadonlyMap<string, number> | null;
  /** Shares by velocity, by listing. */
  velocity: ReadonlyMap<string, VelocityShare>;
  /** What is still to come, by product, and how many units wait for it; null where no rule counts it. */
  incoming: { expectations: ReadonlyMap<string, Expectation[]>; short: ReadonlyMap<string, number> } | null;
  /** Exposures by listing; null where no rule guarantees anything and nothing is exposed. */
  exposures: ReadonlyMap<string, KnownExposure> | null;
  /** The most that listings without an exposure may be showing, or have sold unknown, by listing; read with the exposures. */
  mayShow: ReadonlyMap<string, number>;
}

export interface KnownOperation {
  id: string;
  fingerprint: string;
  outcome: unknown;
}

export interface Product {
  id: string;
  sku: string;
  /** Null for a plain product. */
  recipe: Recipe | null;
  restrictions: Restriction[];
}

export interface Recipe {
  id: string;
  policy: "split" | "one_parcel";
  components: Part[];
}

/** So many units of a product in one set. */
export interface Part {
  productId: string;
  quantity: number;
}

/** Null means every location, or every country. */
export interface Restriction {
  locationId: string | null;
  country: string | null;
}

export interface Location {
  id: string;
  code: string;
  kind: "warehouse" | "store" | "third_party" | "channel_fulfilled";
  country: string;
  /** Empty means every country. */
  shipsTo: string[];
  priority: number;
  safetyStock: number;
  isActive: boolean;
}

export interface Channel {
  id: string;
  platform: string;
  writeKind: "compare_and_set" | "net_of_open_orders" | "absolute";
  strategy: "priority" | "fewest_parcels" | "nearest" | "most_stock";
  /** Empty means every country. */
  countries: string[];
  locationIds: string[];
}

export interface Level {
  productId: string;
  locationId: string;
  onHand: number;
  unavailable: number;
  reserved: number;
  incoming: number;
  /** Units of available that guaranteed listings may sell, or have sold without the hub knowing. */
  exposed: number;
  /** Why more is exposed than available, while it is so; null else. */
  lapse: Lapse | null;
}

export interface Listing {
  id: string;
  channelId: string;
  productId: string | null;
}

/** A listing with the platform's id, which orders name. */
export interface SoldListing extends Listing {
  platformId: string;
}

/** One rule row; null inherits. */
export interface Rule {
  id: string;
  channelId: string | null;
  productId: string | null;
  safetyStockUnits: number | null;
  safetyStockPercent: number | null;
  shareKind: "shared" | "percentage" | "fixed" | "guaranteed" | null;
  sharePercent: number | null;
  shareUnits: number | null;
  stopSellingAt: number | null;
  alwaysShowAtLeast: number | null;
  cap: number | null;
  /** Incoming stock expected within so many days counts as sellable. */
  incomingDays: number | null;
  /** Under so many units the share becomes guaranteed. */
  guardBelow: number | null;
  /** Where the percentage of a share comes from. */
  percentBy: "hand" | "velocity" | null;
  velocityLeast: number | null;
  velocityMost: number | null;
  isVelocityFrozen: boolean | null;
}

export interface Order {
  id: string;
  channelId: string;
  platformOrderId: string;
  name: string;
  country: string | null;
  fulfilledBy: "merchant" | "platform";
  placedAt: Date;
  updatedAt: Date;
  /** From which shelf its units were taken at once, at a till; null for an order that is sent. */
  tillLocationId: string | null;
  lines: OrderLine[];
}

export interface OrderLine {
  id: string;
  orderId: string;
  platformLineId: string;
  platformId: string | null;
  listingId: string | null;
  productId: string | null;
  recipeId: string | null;
  /** Where the parts of one set may come from; null for a plain product. */
  policy: Recipe["policy"] | null;
  /** What one unit of the line takes from stock; null for a plain product, which takes itself. */
  parts: Part[] | null;
  sku: string | null;
  title: string;
  ordered: number;
  cancelled: number;
  /** Units that its platform says are cancelled; it may not have heard of others. */
  cancelledThere: number;
  /** When the platform last said so of units that the hub had released before. */
  acknowledgedAt: Date | null;
  shipped: number;
  /** Shipped units that came back and were put into stock again, sellable or not. */
  returned: number;
}

export interface Reservation {
  id: string;
  productId: string;
  locationId: string;
  orderLineId: string | null;
  holdId: string | null;
  quantity: number;
  routingReason: string;
  madeAt: Date;
  madeById: string;
  /** The order that it is for; null for a hold. */
  order: PromisedOrder | null;
}

/** What of an order decides where its units may come from, and its turn. */
export interface PromisedOrder {
  channelId: string;
  country: string | null;
  placedAt: Date;
}

export interface Shortage {
  id: string;
  orderLineId: string;
  productId: string;
  quantity: number;
  cause: ShortageCause;
  openedAt: Date;
  order: PromisedOrder;
}

/** A promise of units without an order. Once expired it counts as ended, whether somebody has ended it or not. */
export interface Hold {
  id: string;
  channelId: string | null;
  country: string | null;
  /** The one place that it draws on; null: routed as an order of its channel would be. */
  locationId: string | null;
  reference: string;
  actor: string;
  madeAt: Date;
  madeById: string;
  expiresAt: Date;
  endedAt: Date | null;
  endedAs: "released" | "expired" | "converted" | null;
  endedById: string | null;
  lines: HoldLine[];
  /** True when units of it were freed because its time had come: it cannot be extended any more, whatever the clock says. */
  hasFreed: boolean;
}

/** So many units of a product, or sets of a bundle. */
export interface HoldLine {
  productId: string;
  quantity: number;
  /** What one unit takes from stock; null for a plain product. */
  parts: Part[] | null;
}

/** Units that are to come to a location. Open units = quantity − received − lost; ended exactly when none is open. */
export interface Expectation {
  id: string;
  productId: string;
  locationId: string;
  source: "purchase" | "transfer";
  /** Where a transfer comes from; null for a purchase. */
  fromLocationId: string | null;
  quantity: number;
  /** Units that came; more than expected when a supplier sent more. */
  received: number;
  /** Units that will not come. */
  lost: number;
  /** Null while nobody knows. */
  expectedAt: Date | null;
  reference: string | null;
  madeAt: Date;
  madeById: string;
  endedAt: Date | null;
  endedAs: "received" | "cancelled" | "lost" | null;
  endedById: string | null;
}

/** Why units were missing. When it is written, what the listing was to show and what it showed are added: see `causeSql`. */
export interface ShortageCause {
  kind: "oversold" | "counted_less" | "quarantined" | "written_off" | "sold_at_till";
  /** The channel that sold the units, and when. */
  channelId: string;
  soldAt: string;
  /** The listing sold, where the batch knows it. */
  listingId: string | null;
  wanted: number;
  found: number;
}

export function listingKey(channelId: string, platformId: string): string {
  return `${channelId}/${platformId}`;
}

export function orderKey(channelId: string, platformOrderId: string): string {
  return `${channelId}/${platformOrderId}`;
}
