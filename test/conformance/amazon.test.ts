import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { amazonWorld } from "../channels/make/amazon-world.ts";
import { catalogueTests } from "./catalogue.ts";
import type { ChannelWorld } from "./channel-world.ts";
import { describeConnector } from "./describe-connector.ts";
import { reportTests } from "./reports.ts";

describeConnector("Amazon", () => amazonWorld(), ["pullReturns"]);

describe("the connector of Amazon, with so many listings that it asks for reports", () => {
  let world: ChannelWorld;
  const current = () => world;
  beforeAll(async () => {
    world = await amazonWorld({}, 1);
  });
  beforeEach(() => world.heal());
  afterAll(() => world.stop());
  catalogueTests(current);
  reportTests(current);
});
