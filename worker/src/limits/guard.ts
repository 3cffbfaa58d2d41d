import { type Connector, OutcomeUnknown, PlatformError, type PushReport, Unavailable } from "@stockpool/channels";
import { describeTrouble } from "../trouble.ts";
import type { Circuit } from "./circuit.ts";

/** The calls that give their answer in pages. */
type PagedCall = {
  [Name in keyof Connector]-?: NonNullable<Connector[Name]> extends (...args: never[]) => AsyncIterable<unknown>
    ? Name
    : never;
}[keyof Connector];

const paged: Record<PagedCall, true> = {
  ...{ pullOrders: true, listListings: true, readWarehouse: true, pullReturns: true, readReport: true },
};

/**
 * The same connector, behind the channel's circuit: while the platform is broken, every call throws `RateLimited` at once instead
 * of holding up a worker until its timeout. A proxy, so that no call that a connector may get one day goes round it.
 */
export function guard(connector: Connector, circuit: Circuit): Connector {
  return new Proxy(connector, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      // Waiting for a turn asks the platform nothing, so it tells nothing of how the platform is.
      if (typeof member !== "function" || name === "awaitTurn") return member;
      const call = (args: unknown[]): unknown => Reflect.apply(member, target, args);
      if (Object.hasOwn(paged, name)) return (...args: unknown[]) => pages(() => call(args), circuit);
      return (...args: unknown[]) => answer(() => call(args), circuit);
    },
  });
}

async function answer(call: () => unknown, circuit: Circuit): Promise<unknown> {
  await circuit.pass();
  const startedAt = performance.now();
  try {
    const result = await call();
    const silence = silenceOf(result);
    if (silence === null) await circuit.succeeded();
    else await circuit.failed(silence, startedAt);
    return result;
  } catch (error) {
    await note(circuit, error, startedAt);
    throw error;
  }
}

async function* pages(call: () => unknown, circuit: Circuit): AsyncGenerator<unknown> {
  await circuit.pass();
  let startedAt = performance.now();
  try {
    const result = call();
    if (!isPaged(result)) throw new Error("a paged call of a connector gave no pages");
    for await (const page of result) {
      await circuit.succeeded();
      yield page;
      startedAt = performance.now();
    }
    await circuit.succeeded();
  } catch (error) {
    await note(circuit, error, startedAt);
    throw error;
  }
}

/** A refusal is an answer too. Being told to wait says nothing, and may not even come from the platform. */
async function note(circuit: Circuit, error: unknown, startedAt: number): Promise<void> {
  if (isBroken(error)) await circuit.failed(describeTrouble(error), startedAt);
  else if (error instanceof PlatformError) await circuit.succeeded();
}

/** No usable answer came, or the platform does not let us in. */
function isBroken(error: unknown): boolean {
  if (error instanceof Unavailable || error instanceof OutcomeUnknown) return true;
  return error instanceof PlatformError && (error.status === 401 || error.status === 403);
}

/** Why a push that lost every answer tells of a broken platform; null when something was answered, or nothing asked. */
function silenceOf(result: unknown): string | null {
  if (!isPushReport(result) || result.results.length === 0) return null;
  const unknowns = result.results.flatMap((one) => (one.kind === "unknown" ? [one.error] : []));
  return unknowns.length === result.results.length ? (unknowns[0] ?? null) : null;
}

function isPushReport(result: unknown): result is PushReport {
  return typeof result === "object" && result !== null && "results" in result && "notSent" in result;
}

function isPaged(result: unknown): result is AsyncIterable<unknown> {
  return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}
