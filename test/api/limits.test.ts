import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limitAttempts } from "../../api/src/limits/attempts.ts";
import { type ApiWorld, graphqlRequest, makeApiWorld, readJson } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

const deep = (levels: number) =>
  `{ products { edges { node { levels ${"{ product { levels ".repeat(levels)} { onHand } ${"} }".repeat(levels)} } } } }`;

const rootFields = (count: number) =>
  `{ ${Array.from({ length: count }, (_one, n) => `a${n}: product(sku: "${n}") { id }`).join(" ")} }`;

/** Spreads 2 to the power of `levels` fields with a few lines. */
const bomb = (levels: number) => {
  const fragments = Array.from(
    { length: levels },
    (_one, n) => `fragment f${n} on Product { ...f${n + 1} bundles { id } ...f${n + 1} }`,
  );
  return `{ products { edges { node { ...f0 } } } } ${fragments.join(" ")} fragment f${levels} on Product { listings { id } }`;
};

describe("a query is refused before anything is read when it", () => {
  test.each([
    ["is too deep", deep(5), "QUERY_TOO_DEEP", "a query must be at most 12 fields deep, got 15"],
    [
      "asks too much at its top",
      rootFields(21),
      "QUERY_TOO_WIDE",
      "an operation must have at most 20 fields at its top, got 21",
    ],
    [
      "asks for too many objects",
      "{ products(first: 250) { edges { node { listings { pushes(first: 250) { edges { node { id } } } } } } } }",
      "QUERY_TOO_LARGE",
      "a query may ask for at most 10000 objects, got about 314000: ask for fewer rows",
    ],
    ["hides its size in fragments", bomb(40), "QUERY_TOO_LARGE", "ask for fewer rows"],
  ])("%s", async (_what, query, code, message) => {
    const { data, errors } = await world.graphql(query);
    expect(errors?.[0]).toMatchObject({ extensions: { code }, message: expect.stringContaining(message) });
    expect(data ?? null).toBeNull();
  });

  test("hides its size in a variable", async () => {
    const query = `query ($first: Int) { products(first: $first) { edges { node { listings { pushes(first: $first) { edges { node { id } } } } } } } }`;
    expect((await world.graphql(query, { first: 250 })).errors?.[0]?.extensions?.code).toBe("QUERY_TOO_LARGE");
    expect((await world.graphql(query, { first: 5 })).errors).toBeUndefined();
  });

  test("is larger than 256 kB", async () => {
    const answer = await world.send(
      "/api/graphql",
      graphqlRequest(`{ viewer { name } } #${"x".repeat(2 ** 18)}`, {}, { cookie: world.cookie }),
    );
    expect(answer.status).toBe(413);
    expect(await readJson(answer)).toMatchObject({ errors: [{ extensions: { code: "BODY_TOO_LARGE" } }] });
  });

  test("names more than 250 nodes", async () => {
    const ids = Array(251).fill("UHJvZHVjdDox");
    const { errors } = await world.graphql("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });
});

describe("what no database can keep is bad input", () => {
  const byKey = `mutation ($key: String!) { changeRules(key: $key, reason: "test", rules: [{ cap: 5 }]) { __typename } }`;
  const half = "a text must be whole characters without the character 0, got one that is not";

  test.each([
    ["a character 0 in a variable", byKey, { key: "a\u0000b" }, half],
    ["half a character in a variable, which would be another key when it comes back", byKey, { key: "a\ud800b" }, half],
    ["a character 0 in the query itself", `{ products(search: "a\\u0000b") { edges { node { id } } } }`, {}, half],
    [
      "a time in the year 0",
      "query ($time: DateTime!) { listings { edges { node { publishedAt(time: $time) { quantity } } } } }",
      { time: "0000-01-01T00:00:00Z" },
      "a time must be in the year 1 or later, got 0000-01-01T00:00:00.000Z",
    ],
  ])("%s", async (_what, query, variables, message) => {
    const { errors } = await world.graphql(query, variables);
    expect(errors).toMatchObject([
      { extensions: { code: "BAD_USER_INPUT" }, message: expect.stringContaining(message) },
    ]);
  });

  test("whole characters of any script are kept", async () => {
    expect((await world.graphql(byKey, { key: "ключ 🔑" })).errors).toBeUndefined();
  });
});

test("the largest page of the stock table, GraphiQL's introspection and 20 fields are allowed", async () => {
  const { getIntrospectionQuery } = await import("graphql");
  const table = `{ products(first: 250) { edges { node { sku available levels { onHand location { code } }
    listings { published channel { name } } recipe { components { product { sku } } } } } } }`;
  for (const query of [table, getIntrospectionQuery(), rootFields(20)]) {
    expect((await world.graphql(query)).errors).toBeUndefined();
  }
});

test("what goes wrong inside is logged and told to nobody", async () => {
  const broken = await makeApiWorld();
  await broken.pool.query("alter table stock_level rename to elsewhere");
  await broken.pool.query("insert into product (id, sku, title) values (gen_random_uuid(), 'A', 'A')");
  const { errors } = await broken.graphql("{ products { edges { node { available } } } }");
  expect(errors?.[0]?.message).toBe("something went wrong here; it was logged");
  expect(JSON.stringify(errors)).not.toContain("stock_level");
  expect(broken.log.join("")).toContain("stock_level");
  await broken.close();
});

test("attempts are counted by name, within a window that begins with the first", () => {
  let now = 0;
  const waitMs = limitAttempts({ max: 2, windowMs: 1000 }, () => now);
  expect([waitMs("a"), waitMs("a"), waitMs("b")]).toEqual([0, 0, 0]);
  now = 400;
  expect(waitMs("a")).toBe(600);
  now = 1000;
  expect(waitMs("a")).toBe(0);
});
