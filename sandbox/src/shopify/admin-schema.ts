import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";

/** The part of the Admin schema that the sandbox executes. */
export const adminSchema = buildSchema(readFileSync(new URL("schema.graphql", import.meta.url), "utf8"));
