import { graphql } from "./generated/gql.ts";

/** What the form of a channel starts from. */
export const ChannelToEdit = graphql(`
  query ChannelToEdit($id: ID!) {
    node(id: $id) {
      id
      ... on Channel {
        name
        platform
        countries
        strategy
        platformLocationId
        linksAtOnce
        zeroPercentMax
        locations {
          id
        }
      }
    }
    locations {
      ...LocationRow
    }
  }
`);

/** Changes a channel. */
export const EditChannel = graphql(`
  mutation EditChannel($input: EditChannelInput!) {
    editChannel(input: $input) {
      ... on ChannelChanged {
        channel {
          id
          name
          countries
          strategy
          platformLocationId
          locations {
            id
            code
            name
          }
        }
      }
      ...Refused
    }
  }
`);

/** How a channel's listings are matched, and how careful switching on is. */
export const SetMappingPolicy = graphql(`
  mutation SetMappingPolicy($channelId: ID!, $linksAtOnce: Boolean!, $zeroPercentMax: Int!) {
    setMappingPolicy(channelId: $channelId, linksAtOnce: $linksAtOnce, zeroPercentMax: $zeroPercentMax) {
      ... on ChannelChanged {
        channel {
          id
          linksAtOnce
          zeroPercentMax
        }
      }
      ...Refused
    }
  }
`);

/** Removes a channel for good. */
export const RemoveChannel = graphql(`
  mutation RemoveChannel($channelId: ID!) {
    removeChannel(channelId: $channelId) {
      ... on ChannelChanged {
        channel {
          id
        }
      }
      ...Refused
    }
  }
`);
