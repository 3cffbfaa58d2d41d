import { BREAK, type DocumentNode, type GraphQLError, visit } from "graphql";
import { badInput } from "../bad-input.ts";

/**
 * Why the texts of an operation cannot be kept; null when they can. Postgres takes no character 0, and half of a character would come
 * back as another one: a key that is sent again would not be known.
 */
export function unstorableText(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | null {
  let isStorable = Object.values(variables).every(isStorableValue);
  visit(document, {
    StringValue: ({ value }) => {
      isStorable &&= isStorableValue(value);
      return isStorable ? undefined : BREAK;
    },
  });
  if (isStorable) return null;
  return badInput("a text must be whole characters without the character 0, got one that is not");
}

function isStorableValue(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\u0000");
  return typeof value !== "object" || value === null || Object.values(value).every(isStorableValue);
}
