import { createRequire } from "node:module";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "..");
const architecture = "test/architecture/**/*.test.ts";

export default defineConfig({
  root,
  resolve: {
    // Vite would load graphql's other build beside the one that Node loads for libraries; graphql refuses two of itself.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve("graphql/index.js") }],
  },
  test: {
    allowOnly: false,
    // Most tests wait for a database or a platform; two at a time would leave the processor idle.
    maxWorkers: 4,
    testTimeout: 150_000,
    hookTimeout: 150_000,
    // A poll ends as soon as it succeeds, so patience costs nothing but where something is wrong; one second is too short on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: { name: "architecture", include: [architecture] },
      },
      {
        extends: true,
        test: {
          name: "rooms",
          include: ["**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/.next/**", "**/.stockpool/**", architecture],
          globalSetup: [join(import.meta.dirname, "make", "server.ts")],
          setupFiles: [join(import.meta.dirname, "make", "random-seed.ts")],
        },
      },
    ],
  },
});
