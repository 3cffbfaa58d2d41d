import { type DocumentNode, type GraphQLError, type GraphQLSchema, getOperationAST } from "graphql";
import { badInput } from "../bad-input.ts";
import { measureQuery } from "./measure-query.ts";

/** Fields within fields. */
export const depthMax = 12;

/** Objects that one answer may hold, as estimated before anything is read. */
export const objectsMax = 10_000;

/** Fields at the top of one operation, under whatever alias: each is at least one statement. */
export const rootFieldsMax = 20;

/** Why an operation asks for too much; null when it does not. */
export function tooMuch(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | null {
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const { depth, objects, fields } = measureQuery(schema, document, operation, variables);
  if (depth > depthMax)
    return badInput(`a query must be at most ${depthMax} fields deep, got ${depth}`, "QUERY_TOO_DEEP");
  if (fields > rootFieldsMax) {
    return badInput(
      `an operation must have at most ${rootFieldsMax} fields at its top, got ${fields}`,
      "QUERY_TOO_WIDE",
    );
  }
  if (objects > objectsMax) {
    const message = `a query may ask for at most ${objectsMax} objects, got about ${objects}: ask for fewer rows`;
    return badInput(message, "QUERY_TOO_LARGE");
  }
  return null;
}
