import { GraphQLError } from "graphql";
import { toSeconds } from "../clock.ts";
import type { Order } from "./shop.ts";

type Test = (order: Order) => boolean;

/** Reads Shopify's search syntax, as far as the sandbox has it. An unknown filter is an error, never a silent no-op. */
export function orderFilter(query: string): Test {
  const terms = [...query.matchAll(/(\w+):([<>]=?)?(?:'([^']*)'|"([^"]*)"|(\S+))/g)];
  const rest = query
    .replace(/(\w+):([<>]=?)?(?:'([^']*)'|"([^"]*)"|(\S+))/g, "")
    .replace(/\bAND\b/g, "")
    .trim();
  if (rest !== "") throw unsupported(rest);
  const tests = terms.map(([, name = "", operator = "=", ...values]) =>
    testOf(name, operator, values.find((value) => value !== undefined) ?? ""),
  );
  return (order) => tests.every((test) => test(order));
}

function testOf(name: string, operator: string, value: string): Test {
  switch (name) {
    case "updated_at":
      return moment(operator, value, (order) => order.updatedAt);
    case "created_at":
      return moment(operator, value, (order) => order.createdAt);
    case "name":
      return (order) => `#${order.number}` === value || String(order.number) === value;
    case "id":
      return (order) => order.id === value;
    case "source_identifier":
      return (order) => order.sourceIdentifier === value;
    case "tag":
      return (order) => order.tags.includes(value);
    case "status":
      return status(value);
    default:
      throw unsupported(name);
  }
}

function moment(operator: string, value: string, of: (order: Order) => number): Test {
  const wanted = Date.parse(value);
  if (Number.isNaN(wanted)) throw new GraphQLError(`a search by time needs an ISO 8601 time, got ${value}`);
  // Compared in whole seconds, because that is how a shop keeps its times.
  const compare = (order: Order) => Date.parse(toSeconds(of(order))) - wanted;
  switch (operator) {
    case ">":
      return (order) => compare(order) > 0;
    case ">=":
      return (order) => compare(order) >= 0;
    case "<":
      return (order) => compare(order) < 0;
    case "<=":
      return (order) => compare(order) <= 0;
    default:
      return (order) => compare(order) === 0;
  }
}

function status(value: string): Test {
  switch (value) {
    case "any":
      return () => true;
    case "cancelled":
    case "closed":
      return (order) => order.cancelledAt !== null;
    case "open":
    case "not_closed":
      return (order) => order.cancelledAt === null;
    default:
      throw unsupported(`status:${value}`);
  }
}

function unsupported(what: string): GraphQLError {
  return new GraphQLError(`the sandbox does not know this order search: ${what}`, {
    extensions: { code: "NOT_IN_SANDBOX" },
  });
}
