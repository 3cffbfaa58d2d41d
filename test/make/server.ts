import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPool } from "@stockpool/prisma";
import { startCluster } from "@stockpool/prisma/embedded";
import { migrate } from "@stockpool/prisma/migrate";
import type pg from "pg";
import type { TestProject } from "vitest/node";

/** What every test file learns of the database server of this run. */
export interface TestServer {
  /** A database in which other databases may be made. */
  url: string;
  /** A migrated database to copy. */
  template: string;
  /** Starts the name of every database of this run. */
  prefix: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

/** One server and one migrated template for the whole run: an embedded cluster, or the server of `DATABASE_URL`. */
export default async function startTestServer(project: TestProject): Promise<() => Promise<void>> {
  const server = await findServer();
  const prefix = `stockpool_test_${randomUUID().slice(0, 8)}_`;
  const template = `${prefix}template`;
  const admin = openPool(server.url, { name: "stockpool-test", max: 2 });
  await admin.query(`create database ${template}`);
  await migrate(urlOf(server.url, template));
  project.provide("testServer", { url: server.url, template, prefix });
  return async () => {
    await dropAll(admin, prefix);
    await admin.end();
    await server.stop();
  };
}

/** The address of another database on the same server. */
export function urlOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

async function findServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), "stockpool-test-"));
  const cluster = await startCluster(join(folder, "postgres"), { isDurable: false });
  return {
    url: cluster.urlOf("postgres"),
    stop: async () => {
      await cluster.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function dropAll(admin: pg.Pool, prefix: string): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    "select datname as name from pg_database where starts_with(datname, $1)",
    [prefix],
  );
  for (const { name } of rows) await admin.query(`drop database ${name} with (force)`);
}
