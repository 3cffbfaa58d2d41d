import { parseArgs } from "node:util";
import { type Played, play } from "./simulate/play.ts";
import { type Mode, modes } from "./simulate/rules.ts";

// `npm run simulate -- --seeds 1000 [--from N] [--seed N] [--mode guaranteed|shared|buffered|guarded|flash]`: worlds of buyers, lost
// messages and dying processes round the rules of stock. The same seed is the same world, always.

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    mode: { type: "string", default: "guaranteed" },
  },
});
const mode = modes.find((one) => one === values.mode);
if (!mode) throw new Error(`--mode must be one of ${modes.join(", ")}, got ${values.mode}`);
const [count, from] = [wholeNumber("seeds"), wholeNumber("from")];
const seeds =
  values.seed === undefined ? Array.from({ length: count }, (_, index) => from + index) : [wholeNumber("seed")];

const startedAt = performance.now();
const sums = new Map<string, number>();
let failures = 0;
for (const seed of seeds) {
  const played = play(seed, mode);
  add(played);
  const isFailure = isBroken(mode, played);
  if (isFailure) failures += 1;
  if (isFailure || seeds.length === 1) console.log(tell(mode, played));
}
console.log(summary(mode));
if (failures > 0) process.exitCode = 1;

function wholeNumber(name: "seeds" | "from" | "seed"): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new Error(`--${name} must be a whole number of 1 or more, got ${values[name]}`);
}

function add({ seed, breach, ...units }: Played): void {
  const counted = Object.entries({ ...units, worlds: units.oversold > 0 ? 1 : 0, breaches: breach === null ? 0 : 1 });
  for (const [name, count] of counted) sums.set(name, (sums.get(name) ?? 0) + count);
}

/** Where nothing is shared nothing may be oversold; elsewhere nothing that was guaranteed. */
function isBroken(mode: Mode, { oversold, broken, breach }: Played): boolean {
  return breach !== null || (mode === "guaranteed" ? oversold > 0 : broken > 0);
}

function tell(mode: Mode, { seed, oversold, broken, breach }: Played): string {
  const what = breach ? `: ${breach}` : "";
  const again = `Again: npm run simulate -- --mode ${mode} --seed ${seed}`;
  return `seed ${seed}: ${oversold} units oversold, ${broken} of them guaranteed${what}. ${again}`;
}

function summary(mode: Mode): string {
  const of = (name: string) => sums.get(name) ?? 0;
  const percent = (part: number, whole: number) => (whole > 0 ? `${((100 * part) / whole).toFixed(2)}%` : "–");
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  return [
    `${mode}: ${seeds.length} worlds in ${seconds} s`,
    `${of("ordered")} units ordered, ${percent(of("promised"), of("ordered"))} of them while guaranteed; ${of("returned")} returned, ${of("transferred")} transferred`,
    `${of("oversold")} units oversold in ${of("worlds")} worlds, ${of("broken")} of them guaranteed`,
    `${percent(of("served"), of("served") + of("oversold"))} of what was sold was there`,
    `${percent(of("sold"), of("stock"))} of the stock sold where buyers were enough`,
    `${of("breaches")} worlds in which something was that must never be`,
  ].join("\n  ");
}
