import { GraphQLError } from "graphql";
import { writeExactJson } from "../exact-json.ts";

const term = /^([\w.]+):(>=|<=|>|<)?(?:"([^"]*)"|'([^']*)'|(\S+))$/;

/** Why Shopify would not take a filter; null when it would (recorded 2026-05, API 2026-04). No filter lets all messages through. */
export function refuseFilter(filter: string): { field: string[]; message: string } | null {
  const terms = termsOf(filter);
  if (terms.some((text) => /^(OR|NOT)$|^-|[()]/.test(text))) {
    throw new GraphQLError(`the sandbox does not know this filter of webhooks: ${filter}`, {
      extensions: { code: "NOT_IN_SANDBOX" },
    });
  }
  if (terms.every((text) => term.test(text))) return null;
  const message = "The specified filter is invalid, please ensure you specify the field(s) you wish to filter on.";
  return { field: ["webhookSubscription"], message };
}

/** Whether a message's body is what the subscriber wants to hear of: every term holds for one of the values at its place. */
export function passes(filter: string | null, payload: Record<string, unknown>): boolean {
  return termsOf(filter ?? "").every((text) => {
    const [, path = "", operator, ...values] = term.exec(text) ?? [];
    const wanted = values.find((value) => value !== undefined) ?? "";
    const found = valuesAt(payload, path.split("."));
    return found.some((value) => holds(value, operator, wanted));
  });
}

function termsOf(filter: string): string[] {
  return (filter.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []).filter((text) => text !== "AND");
}

function valuesAt(value: unknown, [name, ...rest]: string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, name === undefined ? [] : [name, ...rest]));
  if (name === undefined) return [value];
  if (typeof value !== "object" || value === null) return [];
  return valuesAt(new Map(Object.entries(value)).get(name), rest);
}

function holds(value: unknown, operator: string | undefined, wanted: string): boolean {
  if (value === undefined || value === null) return false;
  switch (operator) {
    case ">":
      return Number(value) > Number(wanted);
    case ">=":
      return Number(value) >= Number(wanted);
    case "<":
      return Number(value) < Number(wanted);
    case "<=":
      return Number(value) <= Number(wanted);
    default:
      return (typeof value === "string" ? value : writeExactJson(value)) === wanted;
  }
}
