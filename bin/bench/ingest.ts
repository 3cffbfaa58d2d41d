import type { TrialHub } from "../trial/trial-hub.ts";
import { baselinePerSecond, makeBaseline } from "./baseline.ts";
import { type BenchGoods, makeGoods } from "./goods.ts";
import { ordersPerSecond } from "./inbox.ts";

export interface Ratio {
  what: string;
  baselinePerSecond: number;
  hubPerSecond: number;
  /** Hub ÷ baseline, the median of the rounds. */
  ratio: number;
  /** What the project promises. */
  wanted: number;
}

const rounds = 3;
const baselineOrders = 1_500;

/** Orders taken in per second, by the hub and by the baseline, in turns on the same server. */
export async function benchIngest(hub: TrialHub): Promise<Ratio[]> {
  const hot = await makeGoods(hub, 1);
  const many = await makeGoods(hub, 10_000);
  return [
    await compare(hub, "one hot product", { goods: hot, orders: 20_000, wanted: 10 }, () => 1),
    await compare(hub, "10,000 random products", { goods: many, orders: 20_000, wanted: 3 }, (order) => {
      return ((order * 7_919 + 13) % 10_000) + 1;
    }),
  ];
}

async function compare(
  hub: TrialHub,
  what: string,
  { goods, orders, wanted }: { goods: BenchGoods; orders: number; wanted: number },
  choose: (order: number) => number,
): Promise<Ratio> {
  const baseline = await makeBaseline(hub, goods);
  const results: Omit<Ratio, "what" | "wanted">[] = [];
  for (let round = 0; round < rounds; round++) {
    const byHand = await baselinePerSecond(hub, baseline, baselineOrders, choose);
    const byHub = await ordersPerSecond(hub, goods, orders, choose);
    results.push({ baselinePerSecond: byHand, hubPerSecond: byHub, ratio: byHub / byHand });
  }
  const median = results.sort((a, b) => a.ratio - b.ratio)[Math.floor(rounds / 2)];
  if (!median) throw new Error("no round was run");
  return { what, wanted, ...median };
}
