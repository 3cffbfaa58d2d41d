import { afterAll, beforeAll, expect, test } from "vitest";
import { schema } from "../../api/src/schema/index.ts";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeLevel, makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { type AnyInput, anyArguments } from "./any-input.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

const rounds = 8;

/** These ask a platform, and the tests talk to nobody outside. */
const askPlatforms = ["connectChannel", "checkAccount"];

async function makeKnown(): Promise<AnyInput> {
  const location = await makeLocation(world.pool);
  const channel = await makeChannel(world.pool, { locations: [location] });
  const product = await makeProduct(world.pool);
  await makeLevel(world.pool, product, location, 10);
  const listing = await makeListing(world.pool, { channel, product });
  const others = ["Order", "Hold", "Return", "RuleChange"].map((type) => nodeId(type, product.id));
  return {
    sku: product.sku,
    ids: {
      ...{ channel: nodeId("Channel", channel.id), location: nodeId("Location", location.id) },
      ...{ listing: nodeId("Listing", listing.id), product: nodeId("Product", product.id) },
      other: [...others, "no id", nodeId("Product", "'; drop table product; --")],
    },
  };
}

test("whatever any query or mutation is given, it is answered, refused or bad input, and never a failure of ours", async () => {
  const known = await makeKnown();
  const failures: string[] = [];
  let answered = 0;
  for (const [kind, type] of [
    ["mutation", schema.getMutationType()] as const,
    ["query", schema.getQueryType()] as const,
  ]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (askPlatforms.includes(field.name)) continue;
      for (let round = 0; round < rounds; round++) {
        const given = anyArguments(known, field.args, round);
        const declared = given.map((one) => `$${one.name}: ${one.type}`).join(", ");
        const used = given.map((one) => `${one.name}: $${one.name}`).join(", ");
        const query = `${kind} ${declared && `(${declared})`} { ${field.name}${used && `(${used})`} { __typename } }`;
        const variables = Object.fromEntries(given.map((one) => [one.name, one.value]));
        const { errors } = await world.graphql(query, variables);
        if (!errors) answered += 1;
        if (errors?.some(({ extensions }) => extensions?.code === "INTERNAL_SERVER_ERROR")) {
          failures.push(`${field.name} ${JSON.stringify(variables).slice(0, 300)}: ${world.log.at(-1)?.slice(0, 300)}`);
        }
      }
    }
  }
  expect(failures).toEqual([]);
  expect(answered).toBeGreaterThan(200);
});
