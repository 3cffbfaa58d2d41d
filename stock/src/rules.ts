/** The second door of stock: its pure rules, for tests and simulation. No database, no clock, no ids of its own. */
export { fingerprintOf } from "./act.ts";
export { available } from "./available.ts";
export { flatten } from "./bundle/flatten.ts";
export { oneParcelSets, splitSets, type UnitsAt } from "./bundle/sets.ts";
export { isGtin, padGtin } from "./catalogue/gtin.ts";
export { type Decision, decide } from "./decide.ts";
export { beginDraft, type Draft } from "./draft.ts";
export { inherit, type RuleField, ruleBook } from "./publish/inherit.ts";
export type { Pool } from "./publish/locations.ts";
export { publish } from "./publish/pipeline.ts";
export { type Candidate, candidates, type Destination } from "./route/candidates.ts";
export { chooseParcels, type Sought } from "./route/choose-parcels.ts";
export { decodeReason, routingWords } from "./route/reason.ts";
export { route, type Routed } from "./route/route.ts";
export type { Channel, Level, Location, Part, Product, Recipe, Restriction, Rule, State } from "./state.ts";
