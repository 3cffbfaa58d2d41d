import { graphql } from "./generated/gql.ts";

/** Calls a platform with credentials; nothing is stored. */
export const CheckAccount = graphql(`
  mutation CheckAccount($input: CheckAccountInput!) {
    checkAccount(input: $input) {
      problems
      locations {
        id
        name
      }
    }
  }
`);

/** Connects an account, in shadow. */
export const ConnectChannel = graphql(`
  mutation ConnectChannel($input: ConnectChannelInput!) {
    connectChannel(input: $input) {
      ... on ChannelChanged {
        channel {
          id
          code
          name
          platform
        }
      }
      ...Refused
    }
  }
`);

/** The hub's own locations to choose from. */
export const LocationNames = graphql(`
  query LocationNames {
    locations {
      id
      name
      kind
      isActive
    }
  }
`);

/** How far a channel's set-up is. */
export const ChannelSetUp = graphql(`
  query ChannelSetUp($id: ID!) {
    node(id: $id) {
      id
      ... on Channel {
        name
        platform
        isLive
        zeroPercentMax
        locations {
          id
          name
        }
        lastImport {
          phase
          read
          matched
          linked
          suggested
          conflicts
          vanished
          error
          finishedAt
        }
        liveReading {
          id
          listings
          read
          finishedAt
          error
          adoptedAt
          location {
            id
            name
          }
        }
      }
    }
    listingCounts(channelId: $id) {
      linked
      suggested
      unlinked
      ignored
      conflict
    }
    switchPreview(channelId: $id) {
      listings
      raised
      lowered
      zeroed
      same
      unknown
      withoutProduct
      zeroPercentMax
      needsSecondYes
      readAt
    }
  }
`);

/** What adopting a reading as opening stock would do. */
export const OpeningStock = graphql(`
  query OpeningStock($readingId: ID!) {
    openingStock(readingId: $readingId) {
      products
      units
      refused {
        reason
        products
      }
    }
  }
`);

/** Reads a channel's catalogue. */
export const ImportListings = graphql(`
  mutation ImportListings($channelId: ID!) {
    importListings(channelId: $channelId) {
      ... on ChannelChanged {
        channel {
          id
          isLive
        }
      }
      ...Refused
    }
  }
`);

/** Matches what is known of a channel's listings anew. */
export const MatchListings = graphql(`
  mutation MatchListings($channelId: ID!) {
    matchListings(channelId: $channelId) {
      ... on ChannelChanged {
        channel {
          id
          isLive
        }
      }
      ...Refused
    }
  }
`);

/** Reads what all linked listings show. */
export const ReadLive = graphql(`
  mutation ReadLive($channelId: ID!) {
    readLive(channelId: $channelId) {
      ... on ChannelChanged {
        channel {
          id
          isLive
        }
      }
      ...Refused
    }
  }
`);

/** Lets a channel's quantities out. */
export const SwitchOn = graphql(`
  mutation SwitchOn($channelId: ID!, $isLive: Boolean!, $mayZero: Boolean!) {
    setChannelLive(channelId: $channelId, isLive: $isLive, mayZero: $mayZero) {
      ... on ChannelChanged {
        channel {
          id
          isLive
        }
      }
      ...Refused
    }
  }
`);

/** Books a reading as opening stock. */
export const AdoptOpeningStock = graphql(`
  mutation AdoptOpeningStock($readingId: ID!, $locationId: ID!) {
    adoptOpeningStock(readingId: $readingId, locationId: $locationId) {
      ... on OpeningAsked {
        reading {
          id
          adoptedAt
        }
      }
      ...Refused
    }
  }
`);
