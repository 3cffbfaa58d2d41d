import {
  coerceInputValue,
  type GraphQLError,
  type GraphQLSchema,
  isInputType,
  type OperationDefinitionNode,
  typeFromAST,
} from "graphql";

/** A validation error in the words and with the codes that Shopify uses for the same mistake. */
export function validationError(error: GraphQLError, operationTitle: string): Record<string, unknown> {
  const locations = error.locations ?? [];
  const message = error.message;
  const shape = (text: string, path: string[], extensions: Record<string, unknown>) => ({
    message: text,
    locations,
    path: [operationTitle, ...path],
    extensions,
  });
  const field = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message);
  if (field) {
    const [, fieldName = "", typeName = ""] = field;
    const text = `Field '${fieldName}' doesn't exist on type '${typeName}'`;
    return shape(text, [fieldName], { code: "undefinedField", typeName, fieldName });
  }
  const argument = /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/.exec(message);
  if (argument) {
    const [, argumentName = "", name = ""] = argument;
    const text = `Field '${name}' doesn't accept argument '${argumentName}'`;
    return shape(text, [name, argumentName], { code: "argumentNotAccepted", name, typeName: "Field", argumentName });
  }
  const missing = /^(?:Argument|Field) "(?:\w+\.)?(\w+)" (?:argument "(\w+)" )?of type .* is required/.exec(message);
  const required = missing?.[2];
  if (missing && required) {
    const [, name = ""] = missing;
    const text = `Field '${name}' is missing required arguments: ${required}`;
    return shape(text, [name], { code: "missingRequiredArguments", className: "Field", name, arguments: required });
  }
  const isNull = /^Expected value of type "([^"]+)", found null/.exec(message);
  const place = isNull ? argumentAt(error) : null;
  if (isNull && place) {
    const text = `Argument '${place.argument}' on Field '${place.field}' has an invalid value (null). Expected type '${isNull[1]}'.`;
    const extensions = { code: "argumentLiteralsIncompatible", typeName: "Field", argumentName: place.argument };
    return shape(text, [place.field, place.argument], extensions);
  }
  return { message, locations };
}

/** What Shopify answers for variables that do not fit their types; one error per variable. Empty when all fit. */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Record<string, unknown>[] {
  return (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!type || !isInputType(type)) return [];
    if (variables[name] === undefined && (definition.defaultValue || !String(type).endsWith("!"))) return [];
    const problems: { path: (string | number)[]; explanation: string }[] = [];
    coerceInputValue(variables[name] ?? null, type, (path, value, error) => {
      problems.push(explain([...path], value, error));
    });
    if (problems.length === 0) return [];
    const details = problems.map(({ path, explanation }) => `${path.join(".")} (${explanation})`).join(", ");
    const location = definition.loc?.startToken;
    const locations = location ? [{ line: location.line, column: location.column }] : [];
    const message = `Variable $${name} of type ${type} was provided invalid value${details.startsWith(" ") ? "" : ` for ${details}`}`;
    return [{ message, locations, extensions: { code: "INVALID_VARIABLE", value: variables[name] ?? null, problems } }];
  });
}

function explain(
  path: (string | number)[],
  value: unknown,
  error: GraphQLError,
): { path: (string | number)[]; explanation: string } {
  const unknown = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(error.message);
  if (unknown) return { path: [...path, unknown[1] ?? ""], explanation: `Field is not defined on ${unknown[2]}` };
  const missing = /^Field "(\w+)" of required type/.exec(error.message);
  if (missing) return { path: [...path, missing[1] ?? ""], explanation: "Expected value to not be null" };
  if (value === null) return { path, explanation: "Expected value to not be null" };
  return { path, explanation: error.message };
}

/** The argument whose literal value the error is about, and its field. */
function argumentAt(error: GraphQLError): { field: string; argument: string } | null {
  const [node] = error.nodes ?? [];
  const before = error.source?.body.slice(0, node?.loc?.start ?? 0) ?? "";
  const match = /(\w+)\s*\(([^()]*?)(\w+)\s*:\s*$/.exec(before);
  return match?.[1] && match[3] ? { field: match[1], argument: match[3] } : null;
}
