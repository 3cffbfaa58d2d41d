import type { ApiKeys } from "./auth/api-keys.ts";
import { identify } from "./auth/identify.ts";
import { isSameOrigin } from "./auth/same-origin.ts";
import type { SignIn } from "./auth/sign-in.ts";
import { graphqlPath, type makeGraphqlServer } from "./graphql-server.ts";
import { refuseGraphql } from "./http/answers.ts";
import { readBody, withBody } from "./http/read-body.ts";

const bytesMax = 256 * 1024;

export interface GraphqlRouteParts {
  graphql: ReturnType<typeof makeGraphqlServer>;
  signIn: SignIn;
  apiKeys: ApiKeys;
  trustedOrigins: ReadonlySet<string>;
}

/** The door of GraphQL: nobody unknown comes in, not even to ask what there is. */
export async function answerGraphql(request: Request, parts: GraphqlRouteParts): Promise<Response> {
  const identity = await identify(request.headers, parts.signIn, parts.apiKeys);
  if (!identity) {
    return refuseGraphql(401, "UNAUTHENTICATED", "sign in, or send an API key as x-api-key or Authorization: Bearer");
  }
  if (identity.by === "cookie" && !isSameOrigin(request, parts.trustedOrigins)) {
    return refuseGraphql(403, "FORBIDDEN", "this request was caused by a page of another origin");
  }
  const body = await readBody(request, bytesMax);
  if (!body)
    return refuseGraphql(413, "BODY_TOO_LARGE", `a request must be at most ${bytesMax} bytes, this one is larger`);
  return parts.graphql.fetch(withBody(request, body, graphqlPath), { actor: identity.actor });
}
