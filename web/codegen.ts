import { fileURLToPath } from "node:url";
import type { CodegenConfig } from "@graphql-codegen/cli";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Turns the API's contract and the documents in the panel into types. Needs no network; runs from any folder. */
const config: CodegenConfig = {
  schema: path("../api/schema.graphql"),
  documents: [path("src/**/*.{ts,tsx}"), `!${path("src/graphql/generated/**")}`],
  generates: {
    [path("src/graphql/generated/")]: {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        enumType: "string-literal",
        useTypeImports: true,
        defaultScalarType: "unknown",
        scalars: { DateTime: "string", ID: "string", Quantity: "number" },
        immutableTypes: true,
      },
    },
  },
};

export default config;
