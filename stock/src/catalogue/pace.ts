/** How long a chunk should hold its locks: sales of the same products wait for so long at most, as a rule. */
const wantedMs = 120;

const sizeMin = 100;
const sizeMax = 1_000;

/** Finds how many products one transaction may take on this machine, as busy as it is now. */
export class Pace {
  #size = 250;

  get size(): number {
    return this.#size;
  }

  /** Notes how long so many products took. Goes half of the way to what would fit: one slow chunk says little. */
  note(products: number, ms: number): void {
    const fitting = (products * wantedMs) / Math.max(1, ms);
    this.#size = Math.round(Math.max(sizeMin, Math.min(sizeMax, (this.#size + fitting) / 2)));
  }
}
