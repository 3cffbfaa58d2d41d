import { openPool } from "@stockpool/prisma";
import { applyBatch, type Command } from "@stockpool/stock";

/** What a process of its own is to do: node reserve.ts URL PLAN sends it all at once and prints how each command ended. */
export interface Plan {
  commands: Command[];
}

const [url = "", plan = ""] = process.argv.slice(2);
const { commands }: Plan = JSON.parse(plan, (field, value) =>
  ["expiresAt", "placedAt", "updatedAt"].includes(field) ? new Date(value) : value,
);
const pool = openPool(url, { name: "stockpool-test", max: 20 });
const ends = await Promise.all(
  commands.map(async (command) => {
    const [outcome] = await applyBatch(pool, [command], new Date());
    return outcome?.kind === "refused" ? outcome.refusal.code : outcome?.kind;
  }),
);
await pool.end();
console.log(JSON.stringify({ ends }));
