import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

interface Walk {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

/**
 * The points that a request is charged before it runs. Shopify does not publish the formula; this one gives the
 * figures of the recorded answers (order with ten fulfilment orders of ten lines: 55; set quantities: 13).
 */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const walk: Walk = { schema, fragments, variables };
  if (operation.operation === "query")
    return costOf(walk, schema.getQueryType() ?? null, operation.selectionSet, false);
  const root = schema.getMutationType();
  return rootFields(operation.selectionSet).reduce((sum, name) => {
    const field = operation.selectionSet.selections.find(
      (node) => node.kind === Kind.FIELD && node.name.value === name && node.selectionSet !== undefined,
    );
    const type = root?.getFields()[name]?.type;
    const inner = field?.kind === Kind.FIELD ? field.selectionSet : undefined;
    return sum + mutationCost + (inner && type ? costOf(walk, objectOf(type), inner, true) : 0);
  }, 0);
}

/** The names of the fields that an operation asks of the root. */
export function rootFields(selections: SelectionSetNode): string[] {
  return selections.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));
}

const mutationCost = 10;

/** `isPayload`: what a mutation returns is paid for with the mutation, what hangs below is not. */
function costOf(walk: Walk, type: GraphQLOutputType | null, selections: SelectionSetNode, isPayload: boolean): number {
  let sum = 0;
  let fragmentMax = 0;
  for (const node of selections.selections) {
    if (node.kind === Kind.FIELD) {
      if (!node.selectionSet || !(isObjectType(type) || isInterfaceType(type))) continue;
      const field = type.getFields()[node.name.value];
      if (!field) continue;
      const inner = getNamedType(field.type);
      if (!isCompositeType(inner)) continue;
      if (inner.name.endsWith("Connection")) {
        const { first } = getArgumentValues(field, node, walk.variables);
        sum += connectionCost(walk, inner, node.selectionSet, typeof first === "number" ? first : 1);
      } else if (isFree(inner.name)) {
      } else {
        sum += (isPayload ? 0 : 1) + costOf(walk, inner, node.selectionSet, false);
      }
    } else {
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(node.name.value) : node;
      const name = fragment?.typeCondition?.name.value;
      const inner = name ? walk.schema.getType(name) : type;
      if (!fragment || !inner || !isCompositeType(inner)) continue;
      fragmentMax = Math.max(fragmentMax, costOf(walk, inner, fragment.selectionSet, isPayload));
    }
  }
  return sum + fragmentMax;
}

function isFree(typeName: string): boolean {
  return typeName === "PageInfo" || typeName.endsWith("UserError");
}

function connectionCost(walk: Walk, type: GraphQLOutputType, selections: SelectionSetNode, first: number): number {
  const nodes = selections.selections.find(
    (node) => node.kind === Kind.FIELD && (node.name.value === "nodes" || node.name.value === "edges"),
  );
  const field = nodes?.kind === Kind.FIELD && isObjectType(type) ? type.getFields()[nodes.name.value] : undefined;
  if (nodes?.kind !== Kind.FIELD || !nodes.selectionSet || !field) return 2;
  const node = 1 + costOf(walk, objectOf(field.type), nodes.selectionSet, false);
  return 2 + sizeFactor(first) * node;
}

/** Pages cost less than their size: 5 → 3, 10 → 4, 20 → 5, 50 → 6, 250 → 10 in the recorded answers. */
function sizeFactor(first: number): number {
  return first <= 100 ? Math.max(1, Math.ceil(Math.log2(first))) : Math.ceil(first / 25);
}

function objectOf(type: GraphQLOutputType): GraphQLObjectType | null {
  const named = getNamedType(type);
  return named instanceof GraphQLObjectType ? named : null;
}

/** The points that an answer really used: its objects, without the lists and page infos around them. */
export function actualCost(data: unknown, requested: number, isMutation: boolean): number {
  const used = countObjects(data, "") - 1 + (isMutation ? mutationCost - 1 : 0);
  return Math.max(isMutation ? mutationCost : 0, Math.min(requested, used));
}

function countObjects(value: unknown, name: string): number {
  if (Array.isArray(value)) return value.reduce((sum, item) => sum + countObjects(item, name), 0);
  if (value === null || typeof value !== "object" || name === "pageInfo" || name === "userErrors") return 0;
  return Object.entries(value).reduce((sum, [key, item]) => sum + countObjects(item, key), 1);
}
