import { GraphQLError } from "graphql";

/**
 * GraphQL repeats a variable that it cannot take in its error, with all that is beside it. Where credentials are among the
 * variables, only the place and the reason are left.
 */
export function hideValues(errors: readonly GraphQLError[], variables: object): GraphQLError[] {
  if (!JSON.stringify(variables).includes('"credentials"')) return [...errors];
  return errors.map((error) => {
    if (!error.message.startsWith("Variable ")) return error;
    const [, name = "", reason = ""] = variableError.exec(error.message) ?? [];
    return new GraphQLError(`Variable ${name} got an invalid value${reason}`, { extensions: error.extensions });
  });
}

/** Name, and what follows the value: where it is, and why it cannot be taken. */
const variableError = /^Variable ("\$\w+") got invalid value [\s\S]*?((?: at "[\w.[\]]+")?; [^;]*)$/;
