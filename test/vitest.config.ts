import { createRequire } from "node:module";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "..");

export default defineConfig({
  root,
  resolve: {
    // Vite would load graphql's other build beside the one that Node loads for libraries; graphql refuses two of itself.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve("graphql/index.js") }],
  },
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/.next/**", "**/.stockpool/**"],
    globalSetup: [join(import.meta.dirname, "make", "server.ts")],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
