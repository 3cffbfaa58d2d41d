import {
  type DocumentNode,
  execute,
  type GraphQLError,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { z } from "zod";
import { type Answer, json } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import type { LoggedRequest } from "../request-log.ts";
import type { World } from "../world.ts";
import { adminSchema } from "./admin-schema.ts";
import { givePoints, queryCostMax, takePoints, throttleStatus } from "./bucket.ts";
import { actualCost, requestedCost, rootFields } from "./cost.ts";
import { validationError, variableErrors } from "./graphql-errors.ts";
import { findTooLong } from "./input-size.ts";
import { rootOf } from "./root.ts";
import type { Shop } from "./shop.ts";

const requestBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** A request that was read and is ready to run. */
export interface ParsedRequest {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** The operation's name as Shopify puts it into error paths: "query Orders". */
  title: string;
  variables: Record<string, unknown>;
}

/** Reads a GraphQL request; an answer instead when it cannot be read. */
export function parseRequest(request: Request): ParsedRequest | Answer {
  const body = requestBody.safeParse(readJson(request.body));
  if (!body.success) return json(400, { errors: { query: "Required parameter missing or invalid" } });
  const document = readDocument(body.data.query);
  if ("message" in document)
    return json(200, { errors: [{ message: document.message, locations: document.locations }] });
  const operation = getOperationAST(document, body.data.operationName);
  if (!operation) return json(200, { errors: [{ message: "An operation name is required" }] });
  const title = [operation.operation, operation.name?.value].filter(Boolean).join(" ");
  return { document, operation, title, variables: body.data.variables ?? {} };
}

/** Runs a request as the Admin API would: contract, limits, cost, execution. */
export function answerGraphql(world: World, shop: Shop, parsed: ParsedRequest, logged: LoggedRequest): Answer {
  const { document, operation, variables } = parsed;
  const invalid = refuseInvalid(world, shop, parsed);
  if (invalid) return invalid;
  const cost = requestedCost(adminSchema, document, operation, variables);
  if (cost > queryCostMax) return tooExpensive(cost);
  if (!takePoints(shop, cost)) return throttled(shop, cost);
  const result = execute({
    schema: adminSchema,
    document,
    operationName: operation.name?.value,
    rootValue: rootOf(world, shop, logged),
    variableValues: variables,
  });
  if (result instanceof Promise) throw new Error("a resolver of the sandbox must not wait");
  const used = actualCost(result.data, cost, operation.operation === "mutation");
  givePoints(shop, cost - used);
  const extensions = {
    cost: { requestedQueryCost: cost, actualQueryCost: used, throttleStatus: throttleStatus(shop) },
  };
  const bad = refuseAnswer(world, shop, parsed, result.data);
  return bad ?? json(200, { ...result, extensions });
}

const documentsMax = 500;
const documents = new Map<string, DocumentNode>();

function readDocument(query: string): DocumentNode | GraphQLError {
  const known = documents.get(query);
  if (known) return known;
  try {
    const document = parse(query);
    if (documents.size >= documentsMax) documents.clear();
    documents.set(query, document);
    return document;
  } catch (error) {
    if (isGraphqlError(error)) return error;
    throw error;
  }
}

function isGraphqlError(error: unknown): error is GraphQLError {
  return error instanceof Error && error.name === "GraphQLError";
}

const validated = new WeakMap<DocumentNode, readonly GraphQLError[]>();

function refuseInvalid(world: World, shop: Shop, parsed: ParsedRequest): Answer | null {
  const { document, operation, title, variables } = parsed;
  const errors = validated.get(document) ?? validate(adminSchema, document);
  validated.set(document, errors);
  const problems = world.contracts?.shopify.checkRequest(document, operation, variables) ?? [];
  const isForeign = errors.length > 0 && problems.length === 0 && world.contracts !== null;
  const side = isForeign ? "not in the sandbox" : "request";
  const broken = isForeign ? errors.map(({ message }) => message) : problems;
  if (broken.length > 0) {
    world.violations.add({ platform: "shopify", shop: shop.handle, side, operation: title, problems: broken });
    if (world.violations.mode === "strict") return brokenContract(side, broken);
  }
  if (errors.length > 0) return json(200, { errors: errors.map((error) => validationError(error, title)) });
  const wrong = variableErrors(adminSchema, operation, variables);
  if (wrong.length > 0) return json(200, { errors: wrong });
  const tooLong = findTooLong(adminSchema, operation, variables);
  return tooLong ? json(200, { errors: [tooLong] }) : null;
}

function refuseAnswer(world: World, shop: Shop, parsed: ParsedRequest, data: unknown): Answer | null {
  const problems = world.contracts?.shopify.checkAnswer(parsed.document, parsed.operation, data) ?? [];
  if (problems.length === 0) return null;
  world.violations.add({ platform: "shopify", shop: shop.handle, side: "answer", operation: parsed.title, problems });
  return world.violations.mode === "strict" ? brokenContract("answer", problems) : null;
}

function brokenContract(side: string, problems: string[]): Answer {
  const message = `sandbox: the ${side} breaks Shopify's published contract: ${problems.join("; ")}`;
  return json(500, { errors: [{ message, extensions: { code: "CONTRACT_VIOLATION" } }] });
}

function tooExpensive(cost: number): Answer {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${queryCostMax}).`;
  const documentation = "https://shopify.dev/api/usage/rate-limits";
  const extensions = { code: "MAX_COST_EXCEEDED", cost, maxCost: queryCostMax, documentation };
  return json(200, { errors: [{ message, extensions }] });
}

/** Throttling is an answer of 200 without data. */
export function throttled(shop: Shop, cost: number): Answer {
  const documentation = "https://shopify.dev/api/usage/rate-limits";
  return json(200, {
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED", documentation } }],
    extensions: {
      cost: { requestedQueryCost: cost, actualQueryCost: null, throttleStatus: throttleStatus(shop) },
    },
  });
}

/** What the request log calls this request. */
export function operationOf(parsed: ParsedRequest): string {
  return rootFields(parsed.operation.selectionSet).join(" ");
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON at all: the caller answers 400 as for any other body of a wrong shape.
    return null;
  }
}
