import type { Order } from "@stockpool/stock/rules";
import { groupBy } from "./rows.ts";

/** Units of an order line that were let go. */
interface LetGo {
  lineId: string;
  productId: string;
  units: number;
  /** Units of the product that one unit of the line takes. */
  each: number;
  at: Date;
}

type OrderLine = Order["lines"][number];

/** When the hub heard of what was cancelled on one listing, as stock/src/load/exposures.ts reads it from the rows. */
export class Cancelled {
  readonly #letGo: LetGo[] = [];
  /** Lines that have units cancelled, with when their order was first seen. */
  readonly #lines = new Map<string, { units: number; seenAt: Date }>();
  /** Lines of which the platform cancelled what the hub had released, with when it last said so. */
  readonly #acknowledged = new Map<string, { units: number; at: Date }>();

  letGo(one: LetGo): void {
    this.#letGo.push(one);
  }

  ofLine({ id, cancelled, cancelledThere, acknowledgedAt }: OrderLine, seenAt: Date): void {
    this.#lines.set(id, { units: cancelled, seenAt });
    if (acknowledgedAt) this.#acknowledged.set(id, { units: cancelledThere, at: acknowledgedAt });
  }

  /** Units of which the hub has heard since a moment, or ever; some may be counted twice. */
  since(moment: Date | null): number {
    const from = (moment?.getTime() ?? Number.NEGATIVE_INFINITY) - 5_000;
    const letGo = groupBy(
      this.#letGo.filter(({ at }) => at.getTime() >= from),
      (one) => one.lineId,
    );
    const seen = [...this.#lines.values()].filter(({ seenAt }) => seenAt.getTime() >= from);
    const acknowledged = [...this.#acknowledged.values()].filter(({ at }) => at.getTime() >= from);
    return sum([...letGo.values()].map(unitsOf)) + sum([...seen, ...acknowledged].map(({ units }) => units));
  }
}

/** Units of a line: of a bundle, by the part of which the most was let go. */
function unitsOf(rows: LetGo[]): number {
  const parts = [...groupBy(rows, (one) => one.productId).values()];
  return Math.max(...parts.map((part) => Math.ceil(sum(part.map((one) => one.units)) / (part[0]?.each ?? 1))));
}

export function sum(units: number[]): number {
  return units.reduce((total, one) => total + one, 0);
}
