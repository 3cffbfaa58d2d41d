/** What happens when, in a world whose clock stands still while something happens. */
export class Agenda {
  /** Milliseconds since the world began. */
  now = 0;
  #order = 0;
  readonly #entries: { at: number; order: number; act: () => void }[] = [];

  /** The present as an instant. */
  get at(): Date {
    return new Date(epochMs + this.now);
  }

  /** Does something after so many milliseconds; what is due at the same moment happens in the order in which it was noted. */
  after(ms: number, act: () => void): void {
    const entry = { at: this.now + ms, order: this.#order++, act };
    let index = this.#entries.length;
    while (index > 0 && isLater(this.#entries[index - 1], entry)) index--;
    this.#entries.splice(index, 0, entry);
  }

  /** Goes on until this moment. */
  runUntil(ms: number): void {
    for (let next = this.#entries[0]; next && next.at <= ms; next = this.#entries[0]) {
      this.#entries.shift();
      this.now = next.at;
      next.act();
    }
    this.now = ms;
  }
}

const epochMs = Date.UTC(2026, 0, 1);

function isLater(a: { at: number; order: number } | undefined, b: { at: number; order: number }): boolean {
  return a !== undefined && (a.at > b.at || (a.at === b.at && a.order > b.order));
}
