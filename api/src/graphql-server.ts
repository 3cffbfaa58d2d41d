import { type ExecutionArgs, getOperationAST, OperationTypeNode } from "graphql";
import { createYoga, type Plugin } from "graphql-yoga";
import type { Logger } from "pino";
import type { Actor } from "./auth/actor.ts";
import type { ApiKeys } from "./auth/api-keys.ts";
import type { Context, Database } from "./context.ts";
import { hideValues } from "./hide-values.ts";
import { tooMuch } from "./limits/query-limits.ts";
import { unstorableText } from "./limits/unstorable-text.ts";
import type { StockFeed } from "./live/stock-feed.ts";
import { makeLoaders } from "./read/loaders.ts";
import { schema } from "./schema/index.ts";

/** What the GraphQL server is made of. */
export interface GraphqlParts extends Pick<Context, "apply" | "sealing"> {
  primary: Database;
  /** Where queries read. */
  replica: Database;
  feed: StockFeed;
  apiKeys: ApiKeys;
  log: Logger;
}

/** What GraphiQL begins with. */
const defaultQuery = `{
  products(first: 10) {
    edges {
      node {
        sku
        title
        available
      }
    }
  }
}
`;

/** The path of GraphQL. */
export const graphqlPath = "/api/graphql";

/** GraphQL over HTTP and SSE, for callers that are known already: `fetch(request, { actor })`. */
export function makeGraphqlServer(parts: GraphqlParts) {
  const { primary, feed, apiKeys, sealing, apply, log } = parts;
  return createYoga<{ actor: Actor }, Omit<Context, "actor">>({
    schema,
    graphqlEndpoint: graphqlPath,
    // Mutations, and rows read after a notice, must see what was just written: only queries read from the replica.
    context: () => ({ reads: primary, primary, loaders: makeLoaders(primary.pool), feed, apiKeys, sealing, apply }),
    plugins: [limitsPlugin(), readsFrom(parts.replica), secretsStayHidden()],
    maskedErrors: { isDev: false, errorMessage: "something went wrong here; it was logged" },
    logging: {
      debug: () => {},
      info: (...words) => log.info({ words }, "graphql"),
      warn: (...words) => log.warn({ words }, "graphql"),
      error: (...words) => log.error({ err: words.find((word) => word instanceof Error), words }, "graphql"),
    },
    graphiql: { title: "Stockpool API", defaultQuery },
    // From a package of 9 MB, which holds all of the page: nothing comes from the internet, and only who opens it loads it.
    renderGraphiQL: async (options) => (await import("@graphql-yoga/render-graphiql")).renderGraphiQL(options),
    landingPage: false,
    cors: false,
    // Node's own classes: yoga would else answer with streams of its own making, which Node cannot send.
    fetchAPI: { Request, Response, Headers, ReadableStream },
    batching: false,
  });
}

function limitsPlugin(): Plugin {
  const refuse = ({ schema, document, operationName, variableValues }: ExecutionArgs) =>
    tooMuch(schema, document, operationName, variableValues ?? {}) ?? unstorableText(document, variableValues ?? {});
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      const error = refuse(args);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
    onSubscribe: ({ args, setResultAndStopExecution }) => {
      const error = refuse(args);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
  };
}

function readsFrom(replica: Database): Plugin<Context> {
  return {
    onExecute: ({ args, extendContext }) => {
      const operation = getOperationAST(args.document, args.operationName);
      if (operation?.operation !== OperationTypeNode.QUERY) return;
      extendContext({ reads: replica, loaders: makeLoaders(replica.pool) });
    },
  };
}

/** An error about variables that hold credentials tells where it is, and nothing of what they hold. */
function secretsStayHidden(): Plugin {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: ({ result, setResult }) => {
        if (!("errors" in result) || !result.errors) return;
        setResult({ ...result, errors: hideValues(result.errors, args.variableValues ?? {}) });
      },
    }),
  };
}
