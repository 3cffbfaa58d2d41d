import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import type { Json } from "../../make/json.ts";
import { type Exchange, readSchema } from "./exchanges.ts";

/** Asks again what an answer tells: the same fields of the same roots, with the variables that were recorded as their arguments. */
export class DocumentMaker {
  readonly #schema = buildSchema(readSchema(), { assumeValidSDL: true });
  /** Mutations that need a key, which not every recording tells. */
  readonly #keyed = new Set([
    "inventoryActivate",
    "inventoryAdjustQuantities",
    "inventorySetOnHandQuantities",
    "inventorySetQuantities",
    "refundCreate",
    "inventoryTransferCreate",
    "inventoryShipmentCreate",
    "inventoryShipmentCreateInTransit",
  ]);

  documentOf({ place, variables, answer }: Exchange): string {
    const data = answer.data ?? {};
    const [mutation, query] = [this.#schema.getMutationType(), this.#schema.getQueryType()];
    const root = Object.keys(data).some((name) => mutation?.getFields()[name]) ? mutation : query;
    if (!root || Object.keys(data).length === 0) throw new Error(`${place}: its answer does not tell what was asked`);
    const used = new Map<string, string>();
    const fields = Object.entries<Json>(data).map(([name, value]) => {
      const field = fieldOf(root, name, place);
      const key = root === mutation ? this.#keyFor(name, variables, answer, place, used) : "";
      return `${name}${rootArguments(field, value, variables, used)} ${key} ${this.#selection(field.type, value, place)}`;
    });
    const parameters = [...used].map(([name, type]) => `$${name}: ${type}`).join(", ");
    return `${root === mutation ? "mutation" : "query"} Again${parameters && `(${parameters})`} { ${fields.join(" ")} }`;
  }

  #keyFor(name: string, variables: Json, { errors }: Exchange["answer"], place: string, used: Map<string, string>) {
    if (/@idempotent/.test(errors?.[0]?.message ?? "")) return "";
    if (!("idempotencyKey" in variables)) return this.#keyed.has(name) ? `@idempotent(key: "${place}")` : "";
    used.set("idempotencyKey", "String!");
    return "@idempotent(key: $idempotencyKey)";
  }

  #selection(type: GraphQLOutputType, value: Json, place: string): string {
    const named = getNamedType(type);
    if (!isCompositeType(named)) return "";
    // Of what was empty nothing is known but that it was.
    const [one] = [value].flat();
    if (one === null || one === undefined) return "{ __typename }";
    const concrete = isAbstractType(named) ? this.#schema.getType(one.__typename) : named;
    if (!isObjectType(concrete)) throw new Error(`${place}: nobody knows which ${named.name} was answered`);
    const fields = Object.entries<Json>(one).map(([name, inner]) => {
      if (name === "__typename") return name;
      const field = fieldOf(concrete, name, place);
      return `${name}${innerArguments(field, inner)} ${this.#selection(field.type, inner, place)}`;
    });
    const inside = fields.join(" ");
    return concrete === named ? `{ ${inside} }` : `{ ... on ${concrete.name} { ${inside} } }`;
  }
}

type Field = GraphQLField<unknown, unknown>;

function fieldOf(type: GraphQLObjectType, name: string, place: string): Field {
  const field = type.getFields()[name];
  if (!field) throw new Error(`${place}: ${type.name} has no field ${name}; was it asked for under another name?`);
  return field;
}

/** Arguments by their names; an id also by what it is of: the variable's, or the answer's own. */
function rootArguments(field: Field, value: Json, variables: Json, used: Map<string, string>): string {
  const given = field.args.flatMap((argument) => {
    const named = variables[argument.name] === undefined ? null : argument.name;
    const fitting = argument.name === "id" ? idOf(getNamedType(field.type).name, variables) : null;
    const variable = named ?? fitting;
    if (variable !== null) {
      used.set(variable, String(argument.type));
      return [`${argument.name}: $${variable}`];
    }
    if (argument.name === "id" && value?.id) return [`id: "${value.id}"`];
    return argument.name === "first" ? ["first: 5"] : [];
  });
  return given.length > 0 ? `(${given.join(", ")})` : "";
}

function idOf(typeName: string, variables: Json): string | null {
  const found = Object.entries<Json>(variables).find(
    ([, value]) => typeof value === "string" && value.startsWith(`gid://shopify/${typeName}/`),
  );
  return found?.[0] ?? null;
}

function innerArguments(field: Field, value: Json): string {
  if (field.name === "quantities") return `(names: ${JSON.stringify(value.map(({ name }: Json) => name))})`;
  const missing = field.args.find(isRequiredArgument);
  if (missing) throw new Error(`${field.name} needs ${missing.name}`);
  return field.args.some(({ name }) => name === "first") ? "(first: 5)" : "";
}
