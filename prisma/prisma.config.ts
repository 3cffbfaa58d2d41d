import { defineConfig } from "prisma/config";

/** For people who use the plain Prisma CLI; the hub itself needs no CLI to migrate. */
export default defineConfig({
  schema: "schema",
  migrations: { path: "migrations" },
});
