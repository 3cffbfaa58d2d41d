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
      ... on Refusal {
        code
        message
      }
    }
  }
`);
