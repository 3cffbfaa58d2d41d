import type { Connector } from "@stockpool/channels";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signal } from "./ask.ts";
import { cancellationTests } from "./cancellations.ts";
import { catalogueTests } from "./catalogue.ts";
import type { ChannelWorld } from "./channel-world.ts";
import { orderTests } from "./orders.ts";
import { parcelTests } from "./parcels.ts";
import { pushTests } from "./pushes.ts";
import { readTests } from "./reads.ts";
import { returnTests } from "./returns.ts";
import { troubleTests } from "./trouble.ts";
import { warehouseTests } from "./warehouse.ts";
import { writeKindTests } from "./write-kind.ts";

/** What not every platform has. */
const abilities = ["cancel", "pullReturns", "readWarehouse"] as const satisfies (keyof Connector)[];

/** What every connector promises, whatever platform it speaks to; `without`: what its platform does not have. */
export function describeConnector(
  name: string,
  makeWorld: () => Promise<ChannelWorld>,
  without: (typeof abilities)[number][] = [],
): void {
  describe(`the connector of ${name}`, () => {
    let world: ChannelWorld;
    const current = () => world;

    beforeAll(async () => {
      world = await makeWorld();
    });
    beforeEach(async () => {
      await world.heal();
      // With a token at hand, the next request is the one that a test plants trouble for.
      await world.connector.readQuantities([await world.addListing(1)], signal);
    });
    afterAll(() => world.stop());

    test("it does what its platform has, and nothing else", () => {
      for (const ability of abilities) expect(ability in world.connector).toBe(!without.includes(ability));
    });
    writeKindTests(current);
    pushTests(current);
    readTests(current);
    orderTests(current);
    parcelTests(current);
    if (!without.includes("cancel")) cancellationTests(current);
    if (!without.includes("pullReturns")) returnTests(current);
    catalogueTests(current);
    if (!without.includes("readWarehouse")) warehouseTests(current);
    troubleTests(current, without);
  });
}
