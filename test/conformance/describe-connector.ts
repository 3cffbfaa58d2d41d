import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { signal } from "./ask.ts";
import { catalogueTests } from "./catalogue.ts";
import type { ChannelWorld } from "./channel-world.ts";
import { orderTests } from "./orders.ts";
import { parcelTests } from "./parcels.ts";
import { pushTests } from "./pushes.ts";
import { readTests } from "./reads.ts";
import { returnTests } from "./returns.ts";
import { troubleTests } from "./trouble.ts";
import { writeKindTests } from "./write-kind.ts";

/** What every connector promises, whatever platform it speaks to. */
export function describeConnector(name: string, makeWorld: () => Promise<ChannelWorld>): void {
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

    writeKindTests(current);
    pushTests(current);
    readTests(current);
    orderTests(current);
    parcelTests(current);
    returnTests(current);
    catalogueTests(current);
    troubleTests(current);
  });
}
