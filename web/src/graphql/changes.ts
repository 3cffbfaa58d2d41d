import { graphql } from "./generated/gql.ts";

/** What a change of stock is answered with: the level and the product as they are now. */
graphql(`
  fragment ChangedStock on StockChanged {
    isRepeated
    level {
      ...Level
    }
    product {
      ...StockRow
    }
  }
`);

/** What a change of an order is answered with: the order as it is now. */
graphql(`
  fragment ChangedOrder on OrderChanged {
    isRepeated
    order {
      ...OrderDetail
    }
  }
`);

/** Why nothing was changed. */
graphql(`
  fragment Refused on Refusal {
    code
    message
  }
`);

/** Adds, subtracts or sets units at one location. */
export const AdjustStock = graphql(`
  mutation AdjustStock($input: AdjustStockInput!) {
    adjustStock(input: $input) {
      ...ChangedStock
      ...Refused
    }
  }
`);

/** Books units that came in at one location. */
export const ReceiveStock = graphql(`
  mutation ReceiveStock($input: ReceiveStockInput!) {
    receiveStock(input: $input) {
      ...ChangedStock
      ...Refused
    }
  }
`);

/** Ships open units of an order. */
export const ShipOrder = graphql(`
  mutation ShipOrder($input: ShipOrderInput!) {
    shipOrder(input: $input) {
      ...ChangedOrder
      ...Refused
    }
  }
`);

/** Gives reserved units of an order back to the pool. */
export const ReleaseOrder = graphql(`
  mutation ReleaseOrder($input: ReleaseOrderInput!) {
    releaseOrder(input: $input) {
      ...ChangedOrder
      ...Refused
    }
  }
`);

/** Asks the platform to cancel what is open of some lines. */
export const CancelLines = graphql(`
  mutation CancelLines($input: CancelLinesInput!) {
    cancelLines(input: $input) {
      ...ChangedOrder
      ...Refused
    }
  }
`);
