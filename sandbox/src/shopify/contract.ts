import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import {
  buildSchema,
  coerceInputValue,
  type DocumentNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  type OperationDefinitionNode,
  typeFromAST,
  validate,
} from "graphql";
import { withFormats } from "../ajv-formats.ts";
import { checkShape } from "./check-shape.ts";

/** Shopify's published contract: the Admin schema and the schemas of webhook bodies. */
export interface ShopifyContract {
  /** What is wrong with a request, by the published schema. */
  checkRequest(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Record<string, unknown>,
  ): string[];
  /** What is wrong with an answer, by the published schema. */
  checkAnswer(document: DocumentNode, operation: OperationDefinitionNode, data: unknown): string[];
  /** What is wrong with a webhook's body. A topic without a published schema has nothing wrong. */
  checkWebhook(topic: string, body: string): string[];
  /** Where the sandbox's own schema is no part of the published one. */
  checkSubset(own: GraphQLSchema): string[];
}

/** Reads the contract from `<folder>/shopify`. */
export function readShopifyContract(folder: string): ShopifyContract {
  const published = buildSchema(readFileSync(join(folder, "shopify", "admin-2026-10.graphql"), "utf8"), {
    assumeValidSDL: true,
  });
  const validated = new WeakMap<DocumentNode, string[]>();
  const bodies = new Map<string, ValidateFunction | null>();
  return {
    checkRequest(document, operation, variables) {
      const known = validated.get(document) ?? validate(published, document).map((error) => error.message);
      validated.set(document, known);
      return known.length > 0 ? known : checkVariables(published, operation, variables);
    },
    checkAnswer: (document, operation, data) => checkShape(published, document, operation, data),
    checkWebhook(topic, body) {
      const check = bodies.get(topic) ?? compileBody(folder, topic);
      bodies.set(topic, check);
      if (check === null || check(JSON.parse(body))) return [];
      return (check.errors ?? []).map((error) => `${error.instancePath || "/"} ${error.message}`);
    },
    checkSubset: (own) => checkSubset(own, published),
  };
}

function checkVariables(
  published: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): string[] {
  const problems: string[] = [];
  for (const { variable, type: typeNode } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(published, typeNode);
    if (!type || !isInputType(type) || !(name in variables)) continue;
    coerceInputValue(variables[name], type, (path, _value, error) => {
      problems.push(`$${[name, ...path].join(".")}: ${error.message}`);
    });
  }
  return problems;
}

function compileBody(folder: string, topic: string): ValidateFunction | null {
  const file = join(folder, "shopify", "webhooks", "schemas", `${topic}.json`);
  if (!existsSync(file)) return null;
  const schema: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (typeof schema !== "object" || schema === null) throw new Error(`${file} is not a JSON schema`);
  return withFormats(new Ajv2020({ strict: false, allErrors: true })).compile(schema);
}

/** Every type, field, argument and enum value of ours must be in the published schema, with the same type. */
function checkSubset(own: GraphQLSchema, published: GraphQLSchema): string[] {
  const problems: string[] = [];
  for (const type of Object.values(own.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    const theirs = published.getType(type.name);
    if (!theirs) {
      problems.push(`${type.name} is not in the published schema`);
    } else if (isObjectType(type) || isInterfaceType(type)) {
      if (!isObjectType(theirs) && !isInterfaceType(theirs)) problems.push(`${type.name} is of another kind`);
      else problems.push(...checkFields(type, theirs));
    } else if (isInputObjectType(type) && isInputObjectType(theirs)) {
      for (const field of Object.values(type.getFields())) {
        const other = theirs.getFields()[field.name];
        if (String(other?.type) !== String(field.type)) problems.push(`${type.name}.${field.name}: ${other?.type}`);
      }
    } else if (isEnumType(type) && isEnumType(theirs)) {
      const values = new Set(theirs.getValues().map(({ name }) => name));
      for (const { name } of type.getValues())
        if (!values.has(name)) problems.push(`${type.name}.${name} is not published`);
    } else if (isUnionType(type) && isUnionType(theirs)) {
      const members = new Set(theirs.getTypes().map(({ name }) => name));
      for (const { name } of type.getTypes())
        if (!members.has(name)) problems.push(`${type.name}: ${name} is not published`);
    } else if (!isScalarType(theirs)) {
      problems.push(`${type.name} is of another kind`);
    }
  }
  return problems;
}

function checkFields(
  own: { name: string; getFields(): Record<string, OwnField> },
  published: { getFields(): Record<string, OwnField> },
): string[] {
  return Object.values(own.getFields()).flatMap((field) => {
    const theirs = published.getFields()[field.name];
    const at = `${own.name}.${field.name}`;
    if (!theirs) return [`${at} is not in the published schema`];
    if (String(theirs.type) !== String(field.type)) return [`${at} is ${field.type}, published as ${theirs.type}`];
    return field.args.flatMap((argument) => {
      const other = theirs.args.find(({ name }) => name === argument.name);
      const isSame = other && String(other.type) === String(argument.type);
      return isSame ? [] : [`${at}(${argument.name}) is ${argument.type}, published as ${other?.type}`];
    });
  });
}

interface OwnField {
  name: string;
  type: unknown;
  args: readonly { name: string; type: unknown }[];
}
