/** The second door of stock: its pure rules, for tests and simulation. No database, no clock, no ids of its own. */
export { fingerprintOf } from "./act.ts";
export { available } from "./available.ts";
export { flatten } from "./bundle/flatten.ts";
export { oneParcelSets, splitSets, type UnitsAt } from "./bundle/sets.ts";
export { isGtin, padGtin } from "./catalogue/gtin.ts";
export type { Command, ImportedOrder } from "./command.ts";
export { type Decision, decide } from "./decide.ts";
export { beginDraft, type Draft } from "./draft.ts";
export type { ExposureChange } from "./guarantee/apply-change.ts";
export { beginExposures, expose } from "./guarantee/book.ts";
export { exposedBesideShared } from "./guarantee/exposed-elsewhere.ts";
export type { Exposure } from "./guarantee/exposure.ts";
export type { KnownExposure } from "./guarantee/known.ts";
export { startExposed } from "./guarantee/start-exposed.ts";
export { codeKey } from "./mapping/code-key.ts";
export { type Catalogue, type KnownProduct, matchListing } from "./mapping/match-listing.ts";
export type { Outcome } from "./outcome.ts";
export type { Awaited, Coming } from "./publish/coming.ts";
export { type ListingFacts, noFacts } from "./publish/facts.ts";
export { inherit, type RuleField, ruleBook } from "./publish/inherit.ts";
export type { Pool } from "./publish/locations.ts";
export { mayReachNetMax } from "./publish/net-max.ts";
export { publish } from "./publish/pipeline.ts";
export { shareKind } from "./publish/share-kind.ts";
export { judge } from "./push/judge.ts";
export type { Settlement } from "./push/settle-pushes.ts";
export { isUrgent } from "./push/urgent.ts";
export { type Candidate, candidates, type Destination } from "./route/candidates.ts";
export { chooseParcels, type Sought } from "./route/choose-parcels.ts";
export { decodeReason, routingWords } from "./route/reason.ts";
export { type Routed, route } from "./route/route.ts";
export type {
  Channel,
  Expectation,
  Level,
  Listing,
  Location,
  Order,
  Part,
  Product,
  Recipe,
  Reservation,
  Restriction,
  Rule,
  Shortage,
  SoldListing,
  State,
} from "./state.ts";
export { listingKey, orderKey } from "./state.ts";
