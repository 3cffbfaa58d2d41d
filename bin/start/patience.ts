/** Ends a wait for something that shows no sign of life for too long; how long the whole takes does not matter. */
export class Patience {
  readonly limitMs: number;
  readonly #over = new AbortController();
  #timer: NodeJS.Timeout;

  constructor(limitMs: number) {
    this.limitMs = limitMs;
    this.#timer = this.#count();
  }

  /** Aborted when the limit passed without a sign. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** A sign of life: counts anew. */
  renew(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#count();
  }

  /** The wait is over, one way or the other. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #count(): NodeJS.Timeout {
    return setTimeout(() => this.#over.abort(), this.limitMs);
  }
}
