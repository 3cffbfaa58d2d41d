import type { ListingWithTraceFragment } from "../../graphql/generated/graphql.ts";

/** One step of the publishing pipeline. */
export type Step = ListingWithTraceFragment["trace"][number];
