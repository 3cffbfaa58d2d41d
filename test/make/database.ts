import { randomUUID } from "node:crypto";
import { type Connection, connect, openPool } from "@stockpool/prisma";
import type pg from "pg";
import { inject } from "vitest";
import { urlOf } from "./server.ts";

export interface FreshDatabase {
  url: string;
  pool: pg.Pool;
  prisma: Connection["prisma"];
  /** Ends the connections and drops the database. */
  drop: () => Promise<void>;
}

/**
 * A migrated, empty database that nobody else knows: a copy of the run's template, made in some 30 ms. `connectionsMax` is the size of
 * its pool; races want one connection each.
 */
export async function freshDatabase(connectionsMax = 10): Promise<FreshDatabase> {
  const { url: serverUrl, template, prefix } = inject("testServer");
  const name = `${prefix}${randomUUID().replaceAll("-", "")}`;
  await administer(serverUrl, `create database ${name} template ${template}`);
  const url = urlOf(serverUrl, name);
  let isDropping = false;
  // A pool says that it has ended before its sockets have closed; the drop may still cut one of them.
  const onError = (error: Error) => {
    if (!isDropping) failLoudly(error);
  };
  const pool = openPool(url, { name: "stockpool-test", max: connectionsMax, onError });
  const { prisma, close } = connect(url);
  return {
    url,
    pool,
    prisma,
    drop: async () => {
      isDropping = true;
      await Promise.all([pool.end(), close()]);
      await administer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function administer(url: string, sql: string): Promise<void> {
  const pool = openPool(url, { name: "stockpool-test", max: 1 });
  try {
    await pool.query(sql);
  } finally {
    await pool.end();
  }
}

function failLoudly(error: Error): never {
  throw new Error("a test lost its database connection", { cause: error });
}
