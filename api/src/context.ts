import type { Connection } from "@stockpool/prisma";
import type { Command, Outcome } from "@stockpool/stock";
import type pg from "pg";
import type { Actor } from "./auth/actor.ts";
import type { ApiKeys } from "./auth/api-keys.ts";
import type { StockFeed } from "./live/stock-feed.ts";
import type { Loaders } from "./read/loaders.ts";

/** One database, through both of its doors. */
export interface Database {
  prisma: Connection["prisma"];
  pool: pg.Pool;
}

/** What it takes to store a new channel. */
export interface ChannelSealing {
  /** What credentials are sealed with. */
  secret: string;
  /** Lets a channel be at an http address on this machine, where the sandbox is. */
  allowHttp: boolean;
}

/** What every resolver gets. */
export interface Context {
  actor: Actor;
  /** Where this operation reads: a replica for queries when there is one, else the primary. */
  reads: Database;
  /** Where stock is changed. */
  primary: Database;
  loaders: Loaders;
  feed: StockFeed;
  apiKeys: ApiKeys;
  sealing: ChannelSealing;
  /** The one writer of stock. */
  apply: (commands: Command[]) => Promise<Outcome[]>;
}
