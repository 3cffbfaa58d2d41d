import { graphql } from "./generated/gql.ts";

/** Every change of stock as it happens: what it carries lands in the cache and so under everybody's eyes. */
export const StockChanged = graphql(`
  subscription StockChanged {
    stockChanged {
      at
      everything
      products {
        ...StockRow
        levels {
          ...Level
        }
      }
      orders {
        ...OrderRow
      }
    }
  }
`);

/** Who is signed in. */
export const Viewer = graphql(`
  query Viewer {
    viewer {
      id
      name
      email
    }
  }
`);
