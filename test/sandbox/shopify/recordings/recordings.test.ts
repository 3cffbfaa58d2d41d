import { type Sandbox, startSandbox } from "@stockpool/sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DocumentMaker } from "./document-of.ts";
import { type Exchange, exchangesOf, readRecording, recordings } from "./exchanges.ts";
import { neverAsked, plans } from "./plans.ts";
import { Replay } from "./replay.ts";

if (recordings.length === 0)
  console.warn("SKIPPED: the sandbox is not compared with a real store, because PLATFORM_SPECS_DIR is not set");

const usedReasons = new Set<string>();

/** Why an exchange is not replayed; null when it is. */
function reasonFor(name: string, { place, answer }: Exchange): string | null {
  const field = Object.keys(answer.data ?? {}).find((one) => one in neverAsked);
  const named = Object.keys(plans[name]?.notReplayed ?? {}).find(
    (pattern) => pattern === place || (pattern.endsWith("*") && place.startsWith(pattern.slice(0, -1))),
  );
  const reason = field ?? named;
  if (reason === undefined) return null;
  usedReasons.add(field ?? `${name} ${named}`);
  return reason;
}

describe.skipIf(recordings.length === 0)("what a real store answered", () => {
  let sandbox: Sandbox;
  let maker: DocumentMaker;
  beforeAll(async () => {
    maker = new DocumentMaker();
    // Wrong requests are wanted here, so a breach of the contract is answered as the real store does.
    sandbox = await startSandbox({ contract: "record" });
  });
  afterAll(() => sandbox.close());

  test("every recording has its plan, and no plan is of another", () => {
    expect(Object.keys(plans).toSorted()).toEqual(recordings.toSorted());
  });

  describe.each(recordings.filter((name) => name in plans))("%s", (name) => {
    const plan = plans[name];
    if (!plan) throw new Error(`there is no plan for ${name}`);
    const recording = readRecording(name);
    const exchanges = exchangesOf(recording, plan.partsFirst);
    const replayed = exchanges.filter((exchange) => reasonFor(name, exchange) === null);
    let replay: Replay;
    beforeAll(async () => {
      const handle = `recording-${recordings.indexOf(name)}`;
      replay = await Replay.open({ sandbox, maker, handle, plan, recording, exchanges });
    });

    test.each(replayed.map((exchange) => [exchange.place, exchange] as const))("%s", async (_place, exchange) => {
      const first = await replay.ask(exchange);
      // A cancellation ends a moment after its answer.
      const { is, shouldBe } = first.is.data && "order" in first.is.data ? await settled(replay, exchange) : first;
      expect(is).toEqual(shouldBe);
      if (plan.areCostsKnown && exchange.document) expect(first.cost).toMatchObject(costOf(exchange));
    });
  });

  test("every reason not to replay something is still the reason for something", () => {
    const named = Object.entries(plans).flatMap(([name, { notReplayed = {} }]) =>
      Object.keys(notReplayed).map((place) => `${name} ${place}`),
    );
    expect([...usedReasons].toSorted()).toEqual([...named, ...Object.keys(neverAsked)].toSorted());
  });
});

/** The points that a real store asked for, and took. */
function costOf({ answer }: Exchange) {
  const { requestedQueryCost, actualQueryCost } = answer.extensions.cost;
  return { requestedQueryCost, actualQueryCost };
}

async function settled(replay: Replay, exchange: Exchange) {
  await expect
    .poll(async () => isSame(await replay.ask(exchange)), { timeout: 5_000 })
    .toBe(true)
    .catch(() => {});
  return replay.ask(exchange);
}

function isSame({ is, shouldBe }: { is: unknown; shouldBe: unknown }): boolean {
  return JSON.stringify(is) === JSON.stringify(shouldBe);
}
