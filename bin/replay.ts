import { parseArgs } from "node:util";
import { type Proof, prove, settle } from "./replay/prove.ts";
import { type Invoices, readInvoices } from "./replay/read-invoices.ts";
import { sell } from "./replay/sell.ts";
import { setUp } from "./replay/set-up.ts";
import { startTrialHub } from "./trial/trial-hub.ts";

const usage =
  "usage: npm run replay -- FILE.csv.gz [--invoices N]   (columns: invoice, sku, description, quantity, placed_at)";

/** A month passes in minutes, so bol's budgets, which are per minute, are as much larger. */
const squeeze = 50;

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { invoices: { type: "string" } } });
  const [file] = positionals;
  if (!file) throw new Error(usage);
  process.exitCode = (await replay(file, Number(values.invoices ?? Number.POSITIVE_INFINITY))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Sells a file of real transactions through the sandbox's channels; true when the end is what the file says it must be. */
async function replay(file: string, invoicesMax: number): Promise<boolean> {
  const invoices = await readInvoices(file);
  tellRead(invoices);
  const sales = invoices.sales.slice(0, invoicesMax);
  const hub = await startTrialHub(squeeze);
  const interrupted = () => void hub.stop().finally(() => process.exit(130));
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    const shops = await setUp(hub, sales);
    await hub.startServers();
    console.log("waiting until every shop shows its opening stock");
    await settle(hub, 0);
    const begin = performance.now();
    const refused = await sell(hub, shops, sales);
    await settle(hub, sales.length);
    console.log(
      `${sales.length} invoices in ${((performance.now() - begin) / 1000).toFixed(1)} s; a buyer had to come back ${refused} times`,
    );
    return tellProofs(await prove(hub, shops, sales));
  } finally {
    await hub.stop();
  }
}

function tellRead({ lines, sales, skipped, withoutGoods }: Invoices): void {
  console.log(`${lines} lines read: ${sales.length} invoices sell goods, ${withoutGoods} do not`);
  for (const [why, count] of Object.entries(skipped)) console.log(`  skipped, ${why}: ${count} lines`);
}

function tellProofs(proofs: Proof[]): boolean {
  for (const { what, expected, found } of proofs) {
    console.log(
      `${found === expected ? "ok   " : "WRONG"} ${what}: ${found}${found === expected ? "" : `, expected ${expected}`}`,
    );
  }
  return proofs.every(({ expected, found }) => expected === found);
}
