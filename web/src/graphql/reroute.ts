import { graphql } from "./generated/gql.ts";

/** Why a location was chosen. */
graphql(`
  fragment Routing on Reservation {
    id
    routingReason
    routing {
      chooser
      extent
      figure
    }
  }
`);

/** Sends reserved units of an order from another location. */
export const Reroute = graphql(`
  mutation Reroute($input: RerouteInput!) {
    reroute(input: $input) {
      ...ChangedOrder
      ...Refused
    }
  }
`);
