import { parseArgs } from "node:util";
import { play } from "./simulate/play.ts";
import type { Mode } from "./simulate/setting.ts";

// `npm run simulate -- --seeds 1000 [--seed N] [--mode guaranteed|shared|buffered]`: worlds of buyers, lost messages and dying
// processes round the rules of stock. The same seed is the same world, always.

const modes: readonly Mode[] = ["guaranteed", "shared", "buffered"];

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    seed: { type: "string" },
    mode: { type: "string", default: "guaranteed" },
  },
});
const mode = modes.find((one) => one === values.mode);
const count = Number(values.seeds);
if (!mode) throw new Error(`--mode must be one of ${modes.join(", ")}, got ${values.mode}`);
if (!Number.isInteger(count) || count < 1)
  throw new Error(`--seeds must be a whole number of 1 or more, got ${values.seeds}`);

const seeds =
  values.seed === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [Number(values.seed)];
const sum = { oversold: 0, worlds: 0, stock: 0, sold: 0, breaches: 0 };
const startedAt = performance.now();
for (const seed of seeds) {
  const { oversold, stock, sold, breach } = play(seed, mode);
  sum.oversold += oversold;
  sum.worlds += oversold > 0 ? 1 : 0;
  sum.stock += stock;
  sum.sold += sold;
  sum.breaches += breach ? 1 : 0;
  const isFailure = mode === "guaranteed" && (oversold > 0 || breach !== null);
  if (!isFailure && seeds.length > 1) continue;
  const what = breach ? `: ${breach}` : "";
  console.log(
    `seed ${seed}: ${oversold} units oversold${what}. Again: npm run simulate -- --mode ${mode} --seed ${seed}`,
  );
}
const share = sum.stock > 0 ? ((100 * sum.sold) / sum.stock).toFixed(1) : "–";
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
console.log(
  `${mode}: ${seeds.length} worlds in ${seconds} s; ${sum.worlds} oversold, ${sum.oversold} units; ${share}% of the stock sold where buyers were enough`,
);
if (mode === "guaranteed" && sum.worlds + sum.breaches > 0) process.exitCode = 1;
