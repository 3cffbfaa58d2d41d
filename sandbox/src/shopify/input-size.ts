import { type GraphQLSchema, getArgumentValues, Kind, type OperationDefinitionNode } from "graphql";

/** No input list may be longer, in any operation [shopify.dev, usage limits]. */
const inputRowsMax = 250;

/** The first list in the arguments that is too long, as Shopify's error. */
export function findTooLong(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Record<string, unknown> | null {
  const root = schema.getRootType(operation.operation);
  for (const node of operation.selectionSet.selections) {
    if (node.kind !== Kind.FIELD) continue;
    const field = root?.getFields()[node.name.value];
    if (!field) continue;
    const found = search(getArgumentValues(field, node, variables), [node.name.value]);
    if (!found) continue;
    const message = `The input array size of ${found.size} is greater than the maximum allowed of ${inputRowsMax}.`;
    return { message, path: found.path, extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } };
  }
  return null;
}

function search(value: unknown, path: string[]): { path: string[]; size: number } | null {
  if (Array.isArray(value) && value.length > inputRowsMax) return { path, size: value.length };
  if (typeof value !== "object" || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = search(inner, [...path, name]);
    if (found) return found;
  }
  return null;
}
