/** An access token and how long it lives. */
export interface Token {
  value: string;
  lifeSeconds: number;
}

/** Hands out one access token at a time. */
export interface TokenSource {
  /** The current token; asks for one when there is none or 80% of its life is over. Many callers cause one question. */
  get(): Promise<string>;
  /** Forgets a token that the platform no longer takes. */
  drop(value: string): void;
}

const lifeShare = 0.8;

/** Keeps the token that `ask` gets. */
export function tokenSource(ask: () => Promise<Token>, now: () => number = Date.now): TokenSource {
  let known: { value: string; staleAt: number } | null = null;
  let asking: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const token = await ask();
    known = { value: token.value, staleAt: now() + token.lifeSeconds * 1_000 * lifeShare };
    return token.value;
  }

  function get(): Promise<string> {
    if (known !== null && now() < known.staleAt) return Promise.resolve(known.value);
    asking ??= renew().finally(() => {
      asking = null;
    });
    return asking;
  }

  function drop(value: string): void {
    if (known?.value === value) known = null;
  }

  return { get, drop };
}

/** A token that was given once and for all. */
export function fixedToken(value: string): TokenSource {
  return { get: () => Promise.resolve(value), drop: () => {} };
}
