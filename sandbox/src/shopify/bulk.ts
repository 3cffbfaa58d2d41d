import { randomUUID } from "node:crypto";
import { execute, type FieldNode, GraphQLError, Kind, parse, type StringValueNode, validate, visit } from "graphql";
import { nowMs, toSeconds } from "../clock.ts";
import { gid } from "../ids.ts";
import { adminSchema } from "./admin-schema.ts";
import type { BulkRun } from "./bulk-run.ts";
import type { Shop } from "./shop.ts";

/** Exports that one app may have at once in a shop (2026-01). */
const atOnceMax = 5;
const pageSize = 250;

/** `bulkOperationRunQuery`: exports one connection, without its rows' own connections. */
export function startExport(shop: Shop, query: string, rootValue: unknown) {
  const running = [...shop.bulkRuns.values()].filter(({ doneAt }) => doneAt > nowMs());
  if (running.length >= atOnceMax) {
    const message = "A bulk query operation for this app and shop is already in progress";
    return { bulkOperation: null, userErrors: [{ field: null, message, code: "OPERATION_IN_PROGRESS" }] };
  }
  const refused = refuse(query);
  if (refused) return { bulkOperation: null, userErrors: [{ field: ["query"], message: refused, code: "INVALID" }] };
  const rows = exportRows(query, rootValue);
  const at = nowMs();
  const id = String(4_000_000_000 + shop.bulkRuns.size);
  const file = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const run: BulkRun = { id, query, createdAt: at, doneAt: at + shop.settings.bulkMs, file, rows: rows.length };
  shop.bulkRuns.set(id, run);
  return { bulkOperation: bulkView(shop, run), userErrors: [] };
}

/** An export as the Admin API shows it. */
export function bulkView(shop: Shop, run: BulkRun) {
  const isDone = run.doneAt <= nowMs();
  const count = isDone ? String(run.rows) : "0";
  return {
    __typename: "BulkOperation",
    ...{ id: gid("BulkOperation", run.id), query: run.query, type: "QUERY" },
    ...{ createdAt: toSeconds(run.createdAt), completedAt: isDone ? toSeconds(run.doneAt) : null },
    ...{ status: isDone ? "COMPLETED" : "RUNNING", errorCode: null, partialDataUrl: null },
    ...{ objectCount: count, rootObjectCount: count, fileSize: isDone ? String(run.file.length) : null },
    // An export of nothing has no file.
    url: isDone && run.rows > 0 ? `${shop.fileRoot}/bulk/${run.id}-${randomUUID()}.jsonl` : null,
  };
}

function refuse(query: string): string | null {
  try {
    const [error] = validate(adminSchema, parse(query));
    if (error) return `Invalid bulk query: ${error.message}`;
    return rootField(query) ? null : "Invalid bulk query: the sandbox exports one connection with edges and nodes";
  } catch (error) {
    if (error instanceof GraphQLError) return `Invalid bulk query: ${error.message}`;
    throw error;
  }
}

function rootField(query: string): string | null {
  const [definition] = parse(query).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return null;
  const [field, ...others] = definition.selectionSet.selections;
  return field?.kind === Kind.FIELD && others.length === 0 ? field.name.value : null;
}

/** Runs the query over all pages, as Shopify does inside. */
function exportRows(query: string, rootValue: unknown): unknown[] {
  const name = rootField(query) ?? "";
  const rows: unknown[] = [];
  for (let after: string | null = null; ; ) {
    const result = execute({ schema: adminSchema, document: pageOf(query, name, after), rootValue });
    if (result instanceof Promise || result.errors) throw new Error(`the export failed: ${JSON.stringify(result)}`);
    const { edges, pageInfo } = connectionOf(result.data?.[name]);
    rows.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return rows;
    after = pageInfo.endCursor;
  }
}

interface Page {
  edges: { node: unknown }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** What `pageOf` asks for has this shape, by the schema. */
function connectionOf(value: unknown): Page {
  return value as Page;
}

function pageOf(query: string, name: string, after: string | null) {
  return visit(parse(query), {
    Field(node): FieldNode | undefined {
      if (node.name.value !== name || !node.selectionSet) return undefined;
      const [info] = parse("{ pageInfo { hasNextPage endCursor } }").definitions;
      const added = info?.kind === Kind.OPERATION_DEFINITION ? info.selectionSet.selections : [];
      const first = { kind: Kind.INT, value: String(pageSize) } as const;
      const cursor: StringValueNode = { kind: Kind.STRING, value: after ?? "" };
      const given = (node.arguments ?? []).filter(({ name: { value } }) => value !== "first" && value !== "after");
      return {
        ...node,
        arguments: [
          ...given,
          { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: "first" }, value: first },
          ...(after === null
            ? []
            : [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: "after" }, value: cursor } as const]),
        ],
        selectionSet: { ...node.selectionSet, selections: [...node.selectionSet.selections, ...added] },
      };
    },
  });
}
