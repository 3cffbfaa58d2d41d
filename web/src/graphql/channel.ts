import { graphql } from "./generated/gql.ts";

/** Is this channel in sync, and since when not. */
graphql(`
  fragment ChannelState on Channel {
    id
    code
    name
    platform
    isLive
    isPaused
    countries
    waiting
    health {
      ordersUntil
      polledAt
      pollError
      lastOrderAt
      lastPushAt
      pushLagP50Ms
      pushLagP95Ms
      pushLagWorstMs
      driftsOpen
      driftsToday
      driftsHealedToday
      listingsMissing
      eventsWaiting
      eventsSetAside
      unlinkedLines
    }
  }
`);

/** All channels with their health: the sync indicator, the dashboard, the columns of the stock table. */
export const Channels = graphql(`
  query Channels {
    channels {
      ...ChannelState
      locations {
        id
        code
        name
      }
    }
  }
`);

/** The channels by name: changes seldom, so that what is built from it stays as it is. */
export const ChannelNames = graphql(`
  query ChannelNames {
    channels {
      id
      name
      platform
    }
  }
`);

/** Units sold per channel and hour, and what is short. */
export const Sales = graphql(`
  query Sales($hours: Int!) {
    salesByHour(hours: $hours) {
      channel {
        id
        name
        platform
      }
      hours {
        hour
        units
        orders
      }
    }
  }
`);

/** Products with an open shortage. */
export const Shortages = graphql(`
  query Shortages {
    products(first: 6, filter: oversold) {
      edges {
        node {
          id
          sku
          title
          available
          shortageUnits
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);
