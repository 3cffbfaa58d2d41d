import { graphql } from "./generated/gql.ts";

/** Adds, subtracts or sets units at one location. */
export const AdjustStock = graphql(`
  mutation AdjustStock($input: AdjustStockInput!) {
    adjustStock(input: $input) {
      ... on StockChanged {
        isRepeated
        level {
          ...Level
        }
        product {
          ...StockRow
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

/** Books units that came in at one location. */
export const ReceiveStock = graphql(`
  mutation ReceiveStock($input: ReceiveStockInput!) {
    receiveStock(input: $input) {
      ... on StockChanged {
        isRepeated
        level {
          ...Level
        }
        product {
          ...StockRow
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

/** Ships open units of an order. */
export const ShipOrder = graphql(`
  mutation ShipOrder($input: ShipOrderInput!) {
    shipOrder(input: $input) {
      ... on OrderChanged {
        isRepeated
        order {
          ...OrderDetail
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

/** Gives reserved units of an order back to the pool. */
export const ReleaseOrder = graphql(`
  mutation ReleaseOrder($input: ReleaseOrderInput!) {
    releaseOrder(input: $input) {
      ... on OrderChanged {
        isRepeated
        order {
          ...OrderDetail
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

/** Asks the platform to cancel what is open of some lines. */
export const CancelLines = graphql(`
  mutation CancelLines($input: CancelLinesInput!) {
    cancelLines(input: $input) {
      ... on OrderChanged {
        isRepeated
        order {
          ...OrderDetail
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
