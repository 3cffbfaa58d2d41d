import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { z } from "zod";
import { withFormats } from "../ajv-formats.ts";

/** bol's published contract: the OpenAPI files of orders and shipments (v10), shared (v10) and offers (v11). */
export interface BolContract {
  /** What is wrong with a request; `body` is null when it has none. */
  checkRequest(route: string, query: URLSearchParams, body: unknown): string[];
  /** What is wrong with an answer. */
  checkAnswer(route: string, status: number, body: unknown): string[];
}

const schema = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.object({ schema: schema.optional() }));
const openApi = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
const operation = z.object({
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean().optional(), schema }))
    .default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
});

interface Checks {
  query: ValidateFunction;
  arrays: Set<string>;
  body: ValidateFunction | null;
  answers: Map<string, ValidateFunction | null>;
}

/** Reads the contract from `<folder>/bol`. */
export function readBolContract(folder: string): BolContract {
  const routes = new Map<string, () => Checks>();
  // offers-v11 comes last: it replaces the deprecated v10 operations on the same paths.
  for (const name of ["retailer-v10", "shared-v10", "offers-v11"])
    readFile(join(folder, "bol", `${name}.json`), routes);
  const checksOf = (route: string) => {
    const checks = routes.get(route)?.();
    if (!checks) throw new Error(`bol's published contract has no ${route}`);
    return checks;
  };
  return {
    checkRequest(route, query, body) {
      const checks = checksOf(route);
      const values = Object.fromEntries(
        [...new Set(query.keys())].map((name) => [
          name,
          checks.arrays.has(name) ? query.getAll(name) : query.get(name),
        ]),
      );
      return [...problemsOf(checks.query, values), ...(checks.body ? problemsOf(checks.body, body) : [])];
    },
    checkAnswer(route, status, body) {
      // Limits, tokens and outages answer alike everywhere and are not listed per operation.
      if (status >= 400 && !checksOf(route).answers.has(String(status))) return [];
      const check = checksOf(route).answers.get(String(status));
      if (check === undefined) return [`status ${status} is not published for ${route}`];
      if (check === null) return body === null ? [] : [`status ${status} has no body`];
      return problemsOf(check, body);
    },
  };
}

function problemsOf(check: ValidateFunction, value: unknown): string[] {
  if (check(value)) return [];
  return (check.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = "additionalProperty" in params ? `: ${params.additionalProperty}` : "";
    return `${instancePath || "/"} ${message}${extra}`;
  });
}

/** Adds a file's operations. Each is compiled when it is first used: the files have ten times more than the sandbox. */
function readFile(file: string, routes: Map<string, () => Checks>): void {
  const read: unknown = JSON.parse(readFileSync(file, "utf8"));
  const document = openApi.parse(read);
  const body = withFormats(new Ajv({ strict: false, allErrors: true }));
  const query = withFormats(new Ajv({ strict: false, allErrors: true, coerceTypes: true }));
  for (const ajv of [body, query]) ajv.addSchema({ $id: "file", components: toJsonSchema(document.components) });
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, raw] of Object.entries(methods)) {
      let checks: Checks | null = null;
      routes.set(`${method.toUpperCase()} ${path}`, () => {
        checks ??= compileOperation(body, query, raw);
        return checks;
      });
    }
  }
}

function compileOperation(ajv: Ajv, forQuery: Ajv, raw: unknown): Checks {
  const { parameters, requestBody, responses } = operation.parse(raw);
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const compile = (wanted: z.output<typeof content> | undefined) => {
    const [first] = Object.values(wanted ?? {});
    return first?.schema ? ajv.compile(rebase(toJsonSchema(first.schema))) : null;
  };
  const query = {
    type: "object",
    additionalProperties: false,
    required: inQuery.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(inQuery.map((row) => [row.name, toJsonSchema(row.schema)])),
  };
  return {
    query: forQuery.compile(rebase(query)),
    arrays: new Set(inQuery.filter((row) => row.schema.type === "array").map(({ name }) => name)),
    body: requestBody ? compile(requestBody.content) : null,
    answers: new Map(Object.entries(responses).map(([status, response]) => [status, compile(response.content)])),
  };
}

/**
 * OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, and objects are closed, because a field that is not published is a
 * mistake here and would pass unseen.
 */
function toJsonSchema(value: unknown): Record<string, unknown> {
  const converted = convert(value);
  return schema.parse(converted);
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== "object" || value === null) return value;
  const {
    nullable,
    discriminator: _discriminator,
    default: _default,
    example: _example,
    ...rest
  } = schema.parse(value);
  const inner = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, convert(item)]));
  if ("properties" in inner && inner.type === "object" && !("additionalProperties" in inner)) {
    inner.additionalProperties = false;
  }
  if (nullable !== true) return inner;
  return { anyOf: [{ type: "null" }, inner] };
}

/** References in an operation point into the file that holds the components. */
function rebase(value: Record<string, unknown>): Record<string, unknown> {
  return schema.parse(JSON.parse(JSON.stringify(value).replaceAll('"$ref":"#/', '"$ref":"file#/')));
}
