/** The platform wants no call before `retryAfterMs` milliseconds have passed; nothing happened. */
export class RateLimited extends Error {
  override name = "RateLimited";
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super(`rate limited, retry after ${retryAfterMs} ms`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The platform answered with a refusal, an error or something that is not its contract. Carries no secret. */
export class PlatformError extends Error {
  override name = "PlatformError";
  readonly status: number | null;

  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** A write whose answer never came: it may or may not have taken effect. */
export class OutcomeUnknown extends Error {
  override name = "OutcomeUnknown";
}
