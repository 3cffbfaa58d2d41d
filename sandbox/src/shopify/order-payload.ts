import { toSeconds } from "../clock.ts";
import { exactInteger } from "../exact-json.ts";
import { gid } from "../ids.ts";
import { type Address, addressOf } from "./address.ts";
import { amount, cents, moneySet } from "./money.ts";
import { currencyOf, financialStatus } from "./order-money.ts";
import { current, fulfilled, fulfillmentStatus, unfulfilled } from "./order-quantities.ts";
import type { Fulfillment, Line, Order, Shop } from "./shop.ts";
import { soldAs } from "./sold-as.ts";

/** An order in the REST shape that webhooks carry, with all its lines. `refunds` stays empty: the published schema allows no other. */
export function orderPayload(shop: Shop, order: Order): Record<string, unknown> {
  return {
    id: exactInteger(order.id),
    admin_graphql_api_id: gid("Order", order.id),
    ...moments(order),
    ...states(shop, order),
    ...identity(shop, order),
    ...prices(shop, order),
    ...people(shop, order),
    line_items: order.lines.map((line) => linePayload(shop, order, line)),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentPayload(shop, order, fulfillment)),
    shipping_lines: [],
    tax_lines: [],
    discount_codes: [],
    discount_applications: [],
    note_attributes: [],
    refunds: [],
    returns: [],
    line_item_groups: [],
    payment_gateway_names: ["bogus"],
    ...unused,
  };
}

function moments(order: Order): Record<string, string | null> {
  return {
    created_at: toSeconds(order.createdAt),
    updated_at: toSeconds(order.updatedAt),
    processed_at: toSeconds(order.processedAt),
    cancelled_at: order.cancelledAt === null ? null : toSeconds(order.cancelledAt),
    closed_at: order.cancelledAt === null ? null : toSeconds(order.cancelledAt),
  };
}

function states(shop: Shop, order: Order): Record<string, unknown> {
  const status = fulfillmentStatus(order);
  return {
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    financial_status: financialStatus(shop, order).toLowerCase(),
    fulfillment_status: { FULFILLED: "fulfilled", PARTIALLY_FULFILLED: "partial", UNFULFILLED: null }[status],
    confirmed: true,
    test: order.isTest,
  };
}

function identity(shop: Shop, order: Order): Record<string, unknown> {
  return {
    name: `#${order.number}`,
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${shop.settings.domain}/orders/${order.id}`,
    token: order.id,
    tags: order.tags.join(", "),
    app_id: 580111,
    source_name: order.sourceName,
    source_identifier: order.sourceIdentifier,
    source_url: null,
    currency: currencyOf(shop, order),
    presentment_currency: currencyOf(shop, order),
    merchant_business_entity_id: "MTU0ODM4MDAwOQ",
  };
}

function prices(shop: Shop, order: Order): Record<string, unknown> {
  const currency = currencyOf(shop, order);
  const of = (unitsOf: (line: Line) => number) =>
    amount(order.lines.reduce((sum, line) => sum + cents(soldAs(shop, line).price) * unitsOf(line), 0));
  const all = of((line) => line.quantity);
  const now = of(current);
  const both = (name: string, value: string) => ({ [name]: value, [`${name}_set`]: moneySet(value, currency) });
  return {
    ...both("total_line_items_price", all),
    ...both("subtotal_price", all),
    ...both("total_price", all),
    ...both("current_subtotal_price", now),
    ...both("current_total_price", now),
    ...both("current_total_discounts", "0.00"),
    ...both("current_total_tax", "0.00"),
    ...both("total_discounts", "0.00"),
    ...both("total_tax", "0.00"),
    current_shipping_price_set: moneySet("0.00", currency),
    total_shipping_price_set: moneySet("0.00", currency),
    total_cash_rounding_payment_adjustment_set: moneySet("0.00", currency),
    total_cash_rounding_refund_adjustment_set: moneySet("0.00", currency),
    total_outstanding: "0.00",
    total_tip_received: "0.00",
    total_weight: 0,
    taxes_included: true,
    duties_included: false,
    estimated_taxes: false,
    tax_exempt: false,
  };
}

function people(shop: Shop, order: Order): Record<string, unknown> {
  const address = addressOf(order);
  const email = order.email ?? `buyer-${order.number}@example.com`;
  return {
    email,
    contact_email: email,
    phone: null,
    buyer_accepts_marketing: false,
    customer_locale: "en",
    billing_address: address,
    shipping_address: address,
    customer: customer(shop, order, address, email),
  };
}

function customer(shop: Shop, order: Order, address: Address, email: string): Record<string, unknown> {
  const id = exactInteger(order.customerId);
  return {
    id,
    admin_graphql_api_id: gid("Customer", order.customerId),
    created_at: toSeconds(order.createdAt),
    updated_at: toSeconds(order.createdAt),
    first_name: address.first_name,
    last_name: address.last_name,
    email,
    phone: null,
    currency: shop.settings.currency,
    state: "disabled",
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    tax_exemptions: [],
    default_address: { id, customer_id: id, ...address, country_name: address.country, default: true },
  };
}

/** A line in the REST shape. */
export function linePayload(shop: Shop, order: Order, line: Line): Record<string, unknown> {
  const { title, sku, vendor, price, productId, requiresShipping, taxable, properties } = soldAs(shop, line);
  const currency = currencyOf(shop, order);
  const left = unfulfilled(line);
  return {
    id: exactInteger(line.id),
    admin_graphql_api_id: gid("LineItem", line.id),
    variant_id: line.variantId === null ? null : exactInteger(line.variantId),
    product_id: productId === null ? null : exactInteger(productId),
    ...{ sku: sku ?? "", title, name: title, variant_title: null, vendor },
    quantity: line.quantity,
    current_quantity: current(line),
    fulfillable_quantity: left,
    fulfillment_status: fulfilled(line) === 0 ? null : left === 0 ? "fulfilled" : "partial",
    fulfillment_service: "manual",
    requires_shipping: requiresShipping,
    variant_inventory_management: line.variantId === null ? null : "shopify",
    product_exists: line.variantId !== null,
    gift_card: false,
    taxable,
    grams: 0,
    price,
    price_set: moneySet(price, currency),
    total_discount: "0.00",
    total_discount_set: moneySet("0.00", currency),
    sales_line_item_group_id: null,
    attributed_staffs: [],
    discount_allocations: [],
    duties: [],
    properties: properties.map(({ key: name, value }) => ({ name, value })),
    tax_lines: [],
  };
}

function fulfillmentPayload(shop: Shop, order: Order, fulfillment: Fulfillment): Record<string, unknown> {
  const sent = new Set(fulfillment.lines.map(({ lineId }) => lineId));
  const lines = order.lines.filter((line) => sent.has(line.id)).map((line) => linePayload(shop, order, line));
  return {
    id: exactInteger(fulfillment.id),
    admin_graphql_api_id: gid("Fulfillment", fulfillment.id),
    order_id: exactInteger(order.id),
    location_id: exactInteger(fulfillment.locationId),
    name: fulfillment.name,
    status: "success",
    service: "manual",
    shipment_status: null,
    created_at: toSeconds(fulfillment.createdAt),
    updated_at: toSeconds(fulfillment.createdAt),
    tracking_company: fulfillment.company,
    tracking_number: fulfillment.numbers[0] ?? null,
    tracking_numbers: fulfillment.numbers,
    tracking_url: fulfillment.urls[0] ?? null,
    tracking_urls: fulfillment.urls,
    origin_address: {},
    receipt: {},
    line_items: lines.map((line) => ({
      ...line,
      fulfillment_status: line.fulfillment_status ?? "fulfilled",
      vendor: "",
    })),
  };
}

/** Fields that every order has and that say nothing here. */
const unused = {
  browser_ip: null,
  cart_token: null,
  checkout_token: null,
  client_details: null,
  confirmation_number: null,
  current_total_additional_fees_set: null,
  current_total_duties_set: null,
  device_id: null,
  landing_site: null,
  landing_site_ref: null,
  location_id: null,
  merchant_of_record_app_id: null,
  note: null,
  original_total_additional_fees_set: null,
  original_total_duties_set: null,
  payment_terms: null,
  po_number: null,
  reference: null,
  referring_site: null,
  user_id: null,
};
