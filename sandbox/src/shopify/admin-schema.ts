import { readdirSync, readFileSync } from "node:fs";
import { buildSchema } from "graphql";

const folder = new URL("schema/", import.meta.url);
const parts = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), "utf8"));

/** The part of the Admin schema that the sandbox executes. */
export const adminSchema = buildSchema(parts.join("\n"));
