import { graphql } from "./generated/gql.ts";

/** How a channel is watched, and what the last readings of its quantities found. */
graphql(`
  fragment ChannelWatch on Channel {
    ...ChannelState
    reconcileMinutes
    driftPolicy
    webhooks {
      ensuredAt
      error
      repaired
      repairedAt
    }
    circuit {
      state
      since
      reason
      probeAt
    }
    reconcileRuns(first: 8) {
      id
      actor
      isResync
      startedAt
      listings
      read
      missing
      drifts
      error
      endedAt
    }
    polls(first: 10) {
      id
      endedAt
      askedFrom
      endedAs
      orders
      polls
      ordersUntil
      error
    }
  }
`);

/** One channel: its state, its last pushes. */
export const ChannelPage = graphql(`
  query ChannelPage($id: ID!) {
    node(id: $id) {
      id
      ... on Channel {
        ...ChannelWatch
        pushes(first: 20) {
          edges {
            node {
              id
              at
              before
              quantity
              state
              endedAt
              error
              listing {
                id
                sku
                title
                product {
                  id
                  sku
                }
              }
            }
          }
        }
      }
    }
  }
`);

graphql(`
  fragment DriftRow on Drift {
    id
    foundAt
    expected
    live
    cause
    policy
    healingAt
    endedAt
    endedAs
    endedBy
    note
    listing {
      id
      sku
      title
      product {
        id
        sku
      }
    }
  }
`);

/** A channel's drifts, newest first. */
export const Drifts = graphql(`
  query Drifts($channelId: ID!, $isOpen: Boolean) {
    drifts(first: 50, channelId: $channelId, isOpen: $isOpen) {
      edges {
        node {
          ...DriftRow
        }
      }
    }
  }
`);

/** A channel's messages, newest first. */
export const Messages = graphql(`
  query Messages($channelId: ID!, $state: WebhookEventState) {
    webhookEvents(first: 50, channelId: $channelId, state: $state) {
      edges {
        node {
          id
          topic
          receivedAt
          state
          tries
          error
        }
      }
    }
  }
`);

/** Decides about one drift. */
export const SettleDrift = graphql(`
  mutation SettleDrift($driftId: ID!, $answer: DriftAnswer!) {
    settleDrift(driftId: $driftId, answer: $answer) {
      ... on DriftChanged {
        drift {
          ...DriftRow
        }
      }
      ...Refused
    }
  }
`);

/** Has messages worked again. */
export const ReplayMessages = graphql(`
  mutation ReplayMessages($ids: [ID!]!) {
    replayEvents(ids: $ids) {
      replayed
    }
  }
`);

/** Has all messages that were set aside worked again. */
export const ReplaySetAside = graphql(`
  mutation ReplaySetAside($channelId: ID!) {
    replayEventRange(channelId: $channelId, isSetAsideOnly: true) {
      replayed
    }
  }
`);

/** Has all quantities of a channel read back and set right. */
export const Resync = graphql(`
  mutation Resync($channelId: ID) {
    resync(channelId: $channelId) {
      ... on ResyncQueued {
        channels {
          id
          reconcileRuns(first: 8) {
            id
            actor
            isResync
            startedAt
            listings
            read
            missing
            drifts
            error
            endedAt
          }
        }
      }
      ...Refused
    }
  }
`);

/** Keeps a channel's quantities back, or lets them out again. */
export const PauseChannel = graphql(`
  mutation PauseChannel($channelId: ID!, $isPaused: Boolean!) {
    pauseChannel(channelId: $channelId, isPaused: $isPaused) {
      ... on ChannelChanged {
        channel {
          id
          isPaused
        }
      }
      ...Refused
    }
  }
`);

/** Changes how often a channel's quantities are read, and what is done about drift. */
export const SetReconcile = graphql(`
  mutation SetReconcile($channelId: ID!, $minutes: Int, $policy: DriftPolicy) {
    setReconcile(channelId: $channelId, minutes: $minutes, policy: $policy) {
      ... on ChannelChanged {
        channel {
          id
          reconcileMinutes
          driftPolicy
        }
      }
      ...Refused
    }
  }
`);
