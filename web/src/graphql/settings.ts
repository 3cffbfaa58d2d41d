import { graphql } from "./generated/gql.ts";

/** What holds for the whole hub. */
export const HubSettings = graphql(`
  query HubSettings {
    inboxDays
    audit {
      ranAt
      tookMs
      breaches {
        __typename
      }
    }
  }
`);

/** Changes how long messages are kept. */
export const SetInboxDays = graphql(`
  mutation SetInboxDays($days: Int!) {
    setInboxDays(days: $days)
  }
`);

/** Makes a key for a program; its secret is shown this once. */
export const CreateApiKey = graphql(`
  mutation CreateApiKey($name: String!) {
    createApiKey(name: $name) {
      id
      name
      key
    }
  }
`);
