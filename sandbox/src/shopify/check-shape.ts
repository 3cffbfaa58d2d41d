import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

interface Walk {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  problems: string[];
}

/** Holds an answer's data against a schema: every value is of its field's type, and nothing required is null or missing. */
export function checkShape(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  data: unknown,
): string[] {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const walk: Walk = { schema, fragments, problems: [] };
  const root = schema.getRootType(operation.operation);
  if (root && data !== null && data !== undefined) checkObject(walk, root, operation.selectionSet, data, "data");
  return walk.problems;
}

function checkObject(
  walk: Walk,
  type: GraphQLOutputType,
  selections: SelectionSetNode,
  value: unknown,
  at: string,
): void {
  if (typeof value !== "object" || value === null) {
    walk.problems.push(`${at} must be an object, got ${JSON.stringify(value)}`);
    return;
  }
  const fields = new Map(Object.entries(value));
  for (const node of selections.selections) {
    if (node.kind !== Kind.FIELD) {
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(node.name.value) : node;
      const condition = fragment?.typeCondition?.name.value;
      const inner = condition ? walk.schema.getType(condition) : type;
      // Without __typename nobody knows which type the object has: then only fragments on its own type can be checked.
      const isSure = !isAbstractType(type) || fields.get("__typename") === condition;
      if (fragment && isObjectType(inner) && isSure) checkObject(walk, inner, fragment.selectionSet, value, at);
      continue;
    }
    const name = node.name.value;
    if (name === "__typename") continue;
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (!field) walk.problems.push(`${at}.${name} is not published`);
    else checkValue(walk, field.type, node.selectionSet, fields.get(node.alias?.value ?? name), `${at}.${name}`);
  }
}

function checkValue(
  walk: Walk,
  type: GraphQLOutputType,
  selections: SelectionSetNode | undefined,
  value: unknown,
  at: string,
): void {
  if (isNonNullType(type)) {
    if (value === null || value === undefined) walk.problems.push(`${at} must not be null`);
    else checkValue(walk, type.ofType, selections, value, at);
  } else if (value === undefined) {
    walk.problems.push(`${at} is missing`);
  } else if (value === null) {
    return;
  } else if (isListType(type)) {
    if (!Array.isArray(value)) walk.problems.push(`${at} must be a list`);
    else for (const [index, item] of value.entries()) checkValue(walk, type.ofType, selections, item, `${at}.${index}`);
  } else if (isEnumType(type)) {
    if (!type.getValue(String(value))) walk.problems.push(`${at}: ${JSON.stringify(value)} is no ${type.name}`);
  } else if (isScalarType(type)) {
    if (!isScalar(type.name, value)) walk.problems.push(`${at}: ${JSON.stringify(value)} is no ${type.name}`);
  } else if (selections) {
    checkObject(walk, type, selections, value, at);
  }
}

function isScalar(name: string, value: unknown): boolean {
  switch (name) {
    case "Int":
      return Number.isInteger(value);
    case "Float":
      return typeof value === "number";
    case "Boolean":
      return typeof value === "boolean";
    case "DateTime":
      return typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
    case "UnsignedInt64":
      return typeof value === "string" && /^\d+$/.test(value);
    default:
      return typeof value === "string";
  }
}
