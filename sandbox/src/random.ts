/** A small repeatable random source (mulberry32): the same seed gives the same faults and the same buyers. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** One of the rows, each as likely as its weight; undefined when no row has any. */
  pick<Row>(rows: Row[], weightOf: (row: Row) => number): Row | undefined {
    let left = this.next() * rows.reduce((sum, row) => sum + weightOf(row), 0);
    return rows.find((row) => {
      left -= weightOf(row);
      return left < 0;
    });
  }
}
