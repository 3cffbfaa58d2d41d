import { graphql } from "./generated/gql.ts";

/** Units on hand may not be sold for now. */
export const Quarantine = graphql(`
  mutation Quarantine($input: QuarantineInput!) {
    quarantine(input: $input) {
      ...ChangedStock
      ...Refused
    }
  }
`);

/** Unavailable units may be sold again. */
export const Unquarantine = graphql(`
  mutation Unquarantine($input: QuarantineInput!) {
    unquarantine(input: $input) {
      ...ChangedStock
      ...Refused
    }
  }
`);

/** Units are gone for good. */
export const WriteOff = graphql(`
  mutation WriteOff($input: WriteOffInput!) {
    writeOff(input: $input) {
      ...ChangedStock
      ...Refused
    }
  }
`);
