import * as z from "zod";
import { query } from "./client.ts";

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const units = z.int().min(0);
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
const line = z.object({ id: z.string(), sku: z.string().nullish(), title: z.string() });

/** One page of orders by time of change, with only as much as tells whether something of them may come back. */
export const returningPage = query(
  z.object({
    orders: z.object({
      nodes: z.array(
        z.object({
          id: z.string(),
          updatedAt: time,
          returnStatus: z.string(),
          refunds: z.array(z.object({ id: z.string() })),
        }),
      ),
      pageInfo,
    }),
  }),
  `query ReturningOrders($first: Int!, $after: String, $query: String!) {
    orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { id updatedAt returnStatus refunds(first: 1) { id } }
      pageInfo { hasNextPage endCursor }
    }
  }`,
);

/** Returns and refunds of one order by their ids. Shopify pages no refunds; an order has not more than 250. */
export const returnIdsOf = query(
  z.object({
    order: z
      .object({
        id: z.string(),
        returns: z.object({ nodes: z.array(z.object({ id: z.string() })), pageInfo }),
        refunds: z.array(z.object({ id: z.string() })),
      })
      .nullable(),
  }),
  `query ReturnIds($id: ID!, $after: String) {
    order(id: $id) {
      id
      returns(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
      refunds(first: 250) { id }
    }
  }`,
);

const returnLine = z.object({
  id: z.string(),
  quantity: units,
  refundedQuantity: units,
  customerNote: z.string().nullish(),
  returnReasonNote: z.string().nullish(),
  /** Absent for a line that was never in a parcel. */
  fulfillmentLineItem: z.object({ lineItem: line }).optional(),
});

export type ReturnLine = z.infer<typeof returnLine>;

/** One return with a page of its lines. */
export const returnById = query(
  z.object({
    return: z
      .object({
        id: z.string(),
        status: z.string(),
        createdAt: time,
        order: z.object({ id: z.string() }),
        returnLineItems: z.object({ nodes: z.array(returnLine), pageInfo }),
      })
      .nullable(),
  }),
  `query Return($id: ID!, $after: String) {
    return(id: $id) {
      id status createdAt order { id }
      returnLineItems(first: 100, after: $after) {
        nodes {
          id quantity refundedQuantity customerNote returnReasonNote
          ... on ReturnLineItem { fulfillmentLineItem { lineItem { id sku title } } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }`,
);

const refundLine = z.object({ id: z.string().nullish(), quantity: units, restockType: z.string(), lineItem: line });

export type RefundLine = z.infer<typeof refundLine>;

/** One refund with a page of its lines. */
export const refundById = query(
  z.object({
    refund: z
      .object({
        id: z.string(),
        createdAt: time.nullish(),
        note: z.string().nullish(),
        return: z.object({ id: z.string() }).nullish(),
        refundLineItems: z.object({ nodes: z.array(refundLine), pageInfo }),
      })
      .nullable(),
  }),
  `query Refund($id: ID!, $after: String) {
    refund(id: $id) {
      id createdAt note return { id }
      refundLineItems(first: 100, after: $after) {
        nodes { id quantity restockType lineItem { id sku title } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }`,
);
