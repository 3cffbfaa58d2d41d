import { graphql } from "./generated/gql.ts";

/** A place that holds units, as its row on the screen shows it. */
graphql(`
  fragment LocationRow on Location {
    id
    code
    name
    kind
    country
    shipsTo
    priority
    safetyStock
    isActive
  }
`);

/** Every location, in the order in which they are tried. */
export const LocationList = graphql(`
  query LocationList {
    locations {
      ...LocationRow
    }
  }
`);

/** Changes a location. */
export const EditLocation = graphql(`
  mutation EditLocation($input: EditLocationInput!) {
    editLocation(input: $input) {
      ... on LocationEdited {
        location {
          ...LocationRow
        }
      }
      ...Refused
    }
  }
`);

/** Adds a place that holds units. */
export const AddLocation = graphql(`
  mutation AddLocation($input: AddLocationInput!) {
    addLocation(input: $input) {
      ... on AddedLocation {
        location {
          ...LocationRow
        }
      }
      ...Refused
    }
  }
`);
