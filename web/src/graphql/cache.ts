import { cacheExchange } from "@urql/exchange-graphcache";

const nameless = () => null;

/** Types that are part of what holds them and have no identity of their own. */
const partTypes = [
  "PageInfo",
  "Recipe",
  "Component",
  "Routing",
  "ChannelHealth",
  "ChannelSales",
  "SalesHour",
  "TraceStep",
  "TraceDetail",
  "StockEvent",
  "StockChanged",
  "OrderChanged",
  "Refusal",
  "QueryProductsConnection",
  "QueryProductsConnectionEdge",
  "QueryOrdersConnection",
  "QueryOrdersConnectionEdge",
  "QueryMovementsConnection",
  "QueryMovementsConnectionEdge",
  "ProductMovementsConnection",
  "ProductMovementsConnectionEdge",
  "ProductReservationsConnection",
  "ProductReservationsConnectionEdge",
  "ListingPushesConnection",
  "ListingPushesConnectionEdge",
  "QueryRulesConnection",
  "QueryRulesConnectionEdge",
  "QueryRuleChangesConnection",
  "QueryRuleChangesConnectionEdge",
  "RuleInForce",
  "InheritedRuleField",
  "RuleEffect",
  "RulePreview",
  "ListingEffect",
  "RuleReplay",
  "ReplayResult",
  "RulesChanged",
  "ProductVelocity",
  "ListingVelocity",
  "VelocityShareReason",
  "PublishedMoment",
  "ReorderPointSet",
];

/** One copy of every object by its id, so that a live update changes it wherever it is shown. */
export function objectCache() {
  return cacheExchange({ keys: Object.fromEntries(partTypes.map((name) => [name, nameless])) });
}
