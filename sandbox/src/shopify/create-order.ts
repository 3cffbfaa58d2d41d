import { nowMs } from "../clock.ts";
import { idOf } from "../ids.ts";
import type { World } from "../world.ts";
import { cents } from "./money.ts";
import { addLine, newOrder } from "./new-order.ts";
import { financialStatus } from "./order-money.ts";
import { orderView } from "./order-views.ts";
import { enterOrder } from "./place-order.ts";
import type { Order, Shop, Variant } from "./shop.ts";
import type { ToldOfLine } from "./told-of-line.ts";

interface Money {
  shopMoney: { amount: string };
}

interface LineInput {
  quantity: number;
  variantId?: string | null;
  productId?: string | null;
  title?: string | null;
  sku?: string | null;
  vendor?: string | null;
  priceSet?: Money | null;
  requiresShipping: boolean;
  taxable: boolean;
  properties?: { name: string; value: string }[] | null;
}

export interface OrderInput {
  email?: string | null;
  note?: string | null;
  test?: boolean;
  currency?: string | null;
  tags?: string[] | null;
  processedAt?: string | null;
  sourceName?: string | null;
  sourceIdentifier?: string | null;
  shippingAddress?: { countryCode?: string | null } | null;
  shippingLines?: { priceSet: Money }[] | null;
  lineItems?: LineInput[] | null;
  transactions?: { kind: string; status: string; gateway?: string | null; amountSet: Money }[] | null;
}

export interface OrderOptions {
  inventoryBehaviour: "BYPASS" | "DECREMENT_IGNORING_POLICY" | "DECREMENT_OBEYING_POLICY";
}

/** `orderCreate`: an app makes an order. By default it takes no stock; refusals are those of a real store (recorded 2026-05, 2026-07). */
export function createOrder(world: World, shop: Shop, input: OrderInput, options: OrderOptions) {
  const lines = (input.lineItems ?? []).map((line) => ({ line, variant: findVariant(shop, line) }));
  const refusals = refuse(shop, lines, options);
  if (refusals.length > 0) return { order: null, userErrors: refusals };
  const at = nowMs();
  const order = newOrder(world, shop, toldOf(input, at), at);
  const takesStock = options.inventoryBehaviour !== "BYPASS";
  for (const { line, variant } of lines) {
    addLine(world, shop, order, { variant, quantity: line.quantity, told: toldOfLine(line), takesStock }, at);
  }
  for (const { kind, status, gateway, amountSet } of input.transactions ?? []) {
    const id = world.ids.next("OrderTransaction");
    order.payments.push({
      id,
      kind,
      status,
      gateway: gateway ?? "manual",
      cents: cents(amountSet.shopMoney.amount),
      at,
    });
  }
  const isPaid = financialStatus(shop, order) === "PAID";
  enterOrder(world, shop, order, isPaid ? ["ORDERS_CREATE", "ORDERS_PAID"] : ["ORDERS_CREATE"]);
  return { order: orderView(shop, order), userErrors: [] };
}

function findVariant(shop: Shop, { variantId }: LineInput): Variant | null {
  return variantId ? (shop.variants.get(idOf("ProductVariant", variantId)) ?? null) : null;
}

interface FoundLine {
  line: LineInput;
  variant: Variant | null;
}

function refuse(shop: Shop, lines: FoundLine[], { inventoryBehaviour }: OrderOptions) {
  const refused = (field: string[], message: string, code = "INVALID") => ({ field, message, code });
  const ofLines = (message: string) => refused(["order", "lineItems"], message);
  if (lines.length === 0) return [ofLines("Line items must have at least one line item")];
  if (lines.some(({ line, variant }) => variant === null && !line.title)) {
    const blank = ["Name", "Title"].map((name) => ofLines(`Line items ${name} can't be blank`));
    return [refused(["order"], "Order Line items is invalid"), ...blank];
  }
  if (inventoryBehaviour !== "DECREMENT_OBEYING_POLICY") return [];
  const wanted = Map.groupBy(lines, ({ variant }) => variant);
  const hasAll = [...wanted].every(
    ([variant, rows]) =>
      variant === null || shop.sellable(variant.itemId) >= rows.reduce((sum, { line }) => sum + line.quantity, 0),
  );
  return hasAll ? [] : [refused(["order"], "Unable to claim inventory", "INVENTORY_CLAIM_FAILED")];
}

function toldOf(input: OrderInput, at: number): Partial<Order> {
  const shipping = (input.shippingLines ?? []).reduce((sum, { priceSet }) => sum + cents(priceSet.shopMoney.amount), 0);
  return {
    ...{ shipping, email: input.email ?? null, note: input.note ?? null, isTest: input.test ?? false },
    ...{ currency: input.currency ?? null, tags: input.tags ?? [], sourceName: input.sourceName ?? "app" },
    sourceIdentifier: input.sourceIdentifier ?? null,
    // What is to be processed in the future is processed now [since 2026-07].
    processedAt: Math.min(at, input.processedAt ? Date.parse(input.processedAt) : at),
    ...(input.shippingAddress?.countryCode && { country: input.shippingAddress.countryCode }),
  };
}

function toldOfLine(line: LineInput): ToldOfLine {
  const { title, sku, vendor, productId, priceSet, requiresShipping, taxable, properties } = line;
  return {
    ...(title && { title }),
    ...(sku && { sku }),
    ...(vendor && { vendor }),
    ...(productId && { productId: idOf("Product", productId) }),
    ...(priceSet && { price: priceSet.shopMoney.amount }),
    ...{ requiresShipping, taxable },
    ...(properties && { properties: properties.map(({ name, value }) => ({ key: name, value })) }),
  };
}
