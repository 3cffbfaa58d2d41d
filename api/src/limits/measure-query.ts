import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";
import { pageSizeDefault } from "../read/cursor.ts";

/** How large a query is, before anything is read. */
export interface QuerySize {
  /** Fields within fields. */
  depth: number;
  /** Objects that the answer may hold. */
  objects: number;
  /** Fields at the top, under whatever alias. */
  fields: number;
}

type Variables = Readonly<Record<string, unknown>>;

/** Rows that a list without pages is taken to have. */
const listEstimate = 5;

/** What paging wraps round its rows; not counted. */
const wrapper = /(Connection|ConnectionEdge|PageInfo)$/;

/** Measures a valid operation. Introspection counts nothing: it reads no database. */
export function measureQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): QuerySize {
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );
  const ruler = { schema, fragments, variables, measured: new Map<string, QuerySize>() };
  return sizeOfSet(ruler, operation.selectionSet, schema.getRootType(operation.operation));
}

interface Ruler {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Variables;
  /** A fragment is measured once, however often it is spread: a few lines can spread one a billion times. */
  measured: Map<string, QuerySize>;
}

type Parent = GraphQLNamedType | null | undefined;

function sizeOfSet(ruler: Ruler, { selections }: SelectionSetNode, parent: Parent): QuerySize {
  const total: QuerySize = { depth: 0, objects: 0, fields: 0 };
  for (const selection of selections) {
    const { depth, objects, fields } = sizeOfSelection(ruler, selection, parent);
    total.depth = Math.max(total.depth, depth);
    total.objects += objects;
    total.fields += fields;
  }
  return total;
}

function sizeOfSelection(ruler: Ruler, selection: SelectionNode, parent: Parent): QuerySize {
  switch (selection.kind) {
    case Kind.FIELD:
      return sizeOfField(ruler, selection, parent);
    case Kind.INLINE_FRAGMENT: {
      const type = selection.typeCondition ? ruler.schema.getType(selection.typeCondition.name.value) : parent;
      return sizeOfSet(ruler, selection.selectionSet, type);
    }
    case Kind.FRAGMENT_SPREAD:
      return sizeOfFragment(ruler, selection.name.value);
  }
}

function sizeOfFragment(ruler: Ruler, name: string): QuerySize {
  const known = ruler.measured.get(name);
  if (known) return known;
  const fragment = ruler.fragments.get(name);
  if (!fragment) return { depth: 0, objects: 0, fields: 0 };
  const type = ruler.schema.getType(fragment.typeCondition.name.value);
  const size = sizeOfSet(ruler, fragment.selectionSet, type);
  ruler.measured.set(name, size);
  return size;
}

function sizeOfField(ruler: Ruler, field: FieldNode, parent: Parent): QuerySize {
  const name = field.name.value;
  const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  if (name.startsWith("__") || !definition) return { depth: 0, objects: 0, fields: 0 };
  if (!field.selectionSet) return { depth: 1, objects: 0, fields: 1 };
  const type = getNamedType(definition.type);
  const inside = sizeOfSet(ruler, field.selectionSet, type);
  const own = wrapper.test(type.name) ? 0 : 1;
  return { depth: inside.depth + 1, objects: rows(ruler, field, definition.type) * (own + inside.objects), fields: 1 };
}

function rows({ variables }: Ruler, field: FieldNode, type: GraphQLOutputType): number {
  const given = (name: string): unknown => {
    const argument = field.arguments?.find((candidate) => candidate.name.value === name);
    return argument && valueFromASTUntyped(argument.value, { ...variables });
  };
  const ids = given("ids");
  if (Array.isArray(ids)) return ids.length;
  const { name } = getNamedType(type);
  if (name.endsWith("Connection")) return sizeGiven(given("first"));
  return isListType(getNullableType(type)) && !wrapper.test(name) ? listEstimate : 1;
}

function sizeGiven(first: unknown): number {
  return typeof first === "number" && first > 0 ? first : pageSizeDefault;
}
