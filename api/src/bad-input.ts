import { GraphQLError } from "graphql";

/** What the caller sent cannot be understood; nothing was tried. The message names the thing, the limit and what was given. */
export function badInput(message: string, code = "BAD_USER_INPUT"): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
