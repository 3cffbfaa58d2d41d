import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { z } from "zod";
import { withFormats } from "../ajv-formats.ts";

/** Amazon's published contract: the Swagger models of the APIs, and the JSON Schemas of feeds and notifications. */
export interface AmazonContract {
  /** What is wrong with a request; `body` is null when it has none. */
  checkRequest(operation: string, query: URLSearchParams, body: unknown): string[];
  checkAnswer(operation: string, status: number, body: unknown): string[];
  /** What is wrong with a document: a feed, its report, or a notification. */
  checkDocument(kind: DocumentKind, body: unknown): string[];
}

export type DocumentKind = keyof typeof documents;

/** The models that the sandbox serves. Of the older orders only what the newer ones have not. */
const models = [
  "ordersV0",
  "orders_2026-01-01",
  "listingsItems_2021-08-01",
  "fbaInventory",
  "feeds_2021-06-30",
  "reports_2021-06-30",
  "notifications",
  "sellers",
];
const documents = {
  feed: "listings-feed-schema-v2",
  report: "listings-feed-processing-report-schema-v2",
  ORDER_CHANGE: "OrderChangeNotification",
};

const schema = z.record(z.string(), z.unknown());
const swagger = z.object({ paths: z.record(z.string(), schema), definitions: schema });
const operation = z.object({
  operationId: z.string(),
  parameters: z
    .array(
      z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().optional(), schema: schema.optional() }),
    )
    .default([]),
  responses: z.record(z.string(), z.object({ schema: schema.optional() })),
});

interface Checks {
  query: ValidateFunction;
  arrays: Set<string>;
  body: ValidateFunction | null;
  answers: Map<string, ValidateFunction | null>;
}

/** Reads the contract from `<folder>/amazon`. */
export function readAmazonContract(folder: string): AmazonContract {
  const operations = new Map<string, () => Checks>();
  for (const name of models) readModel(join(folder, "amazon", "models", `${name}.json`), operations);
  const checkers = Object.fromEntries(
    Object.entries(documents).map(([kind, name]) => [kind, documentCheck(folder, name)]),
  );
  const checksOf = (name: string) => {
    const checks = operations.get(name)?.();
    if (!checks) throw new Error(`Amazon's published contract has no operation ${name}`);
    return checks;
  };
  return {
    checkRequest(name, query, body) {
      const { arrays, query: checkQuery, body: checkBody } = checksOf(name);
      const values = Object.fromEntries(
        [...query].map(([key, value]) => [key, arrays.has(key) ? value.split(",") : value]),
      );
      return [...problemsOf(checkQuery, values), ...(checkBody ? problemsOf(checkBody, body) : [])];
    },
    checkAnswer(name, status, body) {
      const check = checksOf(name).answers.get(String(status));
      if (check === undefined) return [`status ${status} is not published for ${name}`];
      if (check === null) return body === null ? [] : [`status ${status} has no body`];
      return problemsOf(check, body);
    },
    checkDocument: (kind, body) => checkers[kind]?.(body) ?? [],
  };
}

function problemsOf(check: ValidateFunction, value: unknown): string[] {
  if (check(value)) return [];
  return (check.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = "additionalProperty" in params ? `: ${params.additionalProperty}` : "";
    return `${instancePath || "/"} ${message}${extra}`;
  });
}

function documentCheck(folder: string, name: string): (body: unknown) => string[] {
  let check: ValidateFunction | null = null;
  return (body) => {
    check ??= withFormats(new Ajv({ strict: false, allErrors: true })).compile(readDocument(folder, name));
    return problemsOf(check, body);
  };
}

function readDocument(folder: string, name: string): Record<string, unknown> {
  const {
    $schema: _draft,
    $id: _id,
    ...rest
  } = schema.parse(JSON.parse(readFileSync(join(folder, "amazon", "schemas", `${name}.json`), "utf8")));
  return rest;
}

/** Adds a model's operations. Each is compiled when it is first used: the files have many more than the sandbox. */
function readModel(file: string, operations: Map<string, () => Checks>): void {
  const { paths, definitions } = swagger.parse(JSON.parse(readFileSync(file, "utf8")));
  const body = withFormats(new Ajv({ strict: false, allErrors: true }));
  const query = withFormats(new Ajv({ strict: false, allErrors: true, coerceTypes: true }));
  for (const ajv of [body, query]) ajv.addSchema({ $id: "file", definitions: closed(definitions) });
  for (const raw of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    const parsed = operation.safeParse(raw);
    if (!parsed.success) continue;
    let checks: Checks | null = null;
    operations.set(parsed.data.operationId, () => {
      checks ??= compileOperation(body, query, parsed.data);
      return checks;
    });
  }
}

function compileOperation(ajv: Ajv, forQuery: Ajv, { parameters, responses }: z.output<typeof operation>): Checks {
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const inBody = parameters.find((parameter) => parameter.in === "body");
  const compile = (wanted: Record<string, unknown> | undefined) =>
    wanted ? ajv.compile(rebase(closed(wanted))) : null;
  const query = {
    type: "object",
    additionalProperties: false,
    required: inQuery.filter(({ required }) => required).map(({ name }) => name),
    // What a parameter says of itself besides its type (name, in, required) is no JSON Schema.
    properties: Object.fromEntries(inQuery.map(({ name, in: _in, required: _required, ...type }) => [name, type])),
  };
  return {
    query: forQuery.compile(rebase(query)),
    arrays: new Set(inQuery.filter((row) => row.type === "array").map(({ name }) => name)),
    body: compile(inBody?.schema),
    answers: new Map(Object.entries(responses).map(([status, response]) => [status, compile(response.schema)])),
  };
}

/** Objects are closed, because a field that is not published is a mistake here and would pass unseen. */
function closed(value: unknown): Record<string, unknown> {
  return schema.parse(close(value));
}

function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]): [string, unknown] => [key, close(item)]));
  const isObject = inner.type === "object" && "properties" in inner && !("additionalProperties" in inner);
  return isObject ? { ...inner, additionalProperties: false } : inner;
}

/** References in an operation point into the file that holds the definitions. */
function rebase(value: Record<string, unknown>): Record<string, unknown> {
  return schema.parse(JSON.parse(JSON.stringify(value).replaceAll('"$ref":"#/', '"$ref":"file#/')));
}
