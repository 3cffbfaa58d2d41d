import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "../generated/client/client.ts";
import { openPool } from "./pool.ts";

export interface Connection {
  prisma: PrismaClient;
  /** Ends every connection; call once, last. */
  close: () => Promise<void>;
}

/** Opens Prisma on the database at `url`, on a pool of its own. */
export function connect(url: string, name = "stockpool-prisma"): Connection {
  const pool = openPool(url, { name });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
