import SchemaBuilder from "@pothos/core";
import PrismaPlugin from "@pothos/plugin-prisma";
import RelayPlugin from "@pothos/plugin-relay";
import ScopeAuthPlugin from "@pothos/plugin-scope-auth";
import type PrismaTypes from "@stockpool/prisma/pothos";
import { getDatamodel } from "@stockpool/prisma/pothos";
import { type Scopes, scopesOf } from "./auth/scopes.ts";
import { badInput } from "./bad-input.ts";
import type { Context } from "./context.ts";
import { decodeNodeId, encodeNodeId } from "./node-id.ts";
import { pageSizeMax } from "./read/cursor.ts";

/** Collects every type of the API; the files in `schema/` add to it. Fields are never null unless they say so. */
export const builder = new SchemaBuilder<{
  Context: Context;
  PrismaTypes: PrismaTypes;
  AuthScopes: { [Name in keyof Scopes]: boolean };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    ID: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
    Quantity: { Input: number; Output: number };
  };
}>({
  plugins: [ScopeAuthPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  scopeAuth: { authScopes: (context) => ({ ...scopesOf(context.actor) }) },
  prisma: { client: (context) => context.reads.prisma, dmmf: getDatamodel() },
  relay: {
    cursorType: "String",
    idFieldOptions: { description: "Unique in the whole hub." },
    encodeGlobalID: encodeNodeId,
    decodeGlobalID: decodeNodeId,
    edgesFieldOptions: { nullable: false },
    nodeFieldOptions: { nullable: false },
    nodesQueryOptions: {
      description: "Any nodes by their ids, in the order asked for; null where there is none.",
      resolve: (_root, { ids }, _context, _info, resolveNodes) => {
        if (ids.length > pageSizeMax) throw badInput(`ids must be at most ${pageSizeMax}, got ${ids.length}`);
        return resolveNodes(ids);
      },
    },
    nodeQueryOptions: { description: "Any node by its id; null when there is none." },
    nodeTypeOptions: { description: "Something with an id that is unique in the whole hub." },
    pageInfoTypeOptions: { description: "Where a page is in its list." },
  },
});

builder.queryType({ description: "What can be read.", authScopes: { signedIn: true } });
builder.mutationType({ description: "What can be changed.", authScopes: { signedIn: true } });
builder.subscriptionType({ description: "What can be watched, over SSE.", authScopes: { signedIn: true } });

/** The types of the builder, for functions that add fields to several nouns. */
export type ApiTypes = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never;
