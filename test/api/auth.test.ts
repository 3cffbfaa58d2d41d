import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiWorld, graphqlRequest, makeApiWorld, readJson, signIn, webUrl } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

const whoAmI = "{ viewer { name email } }";

interface Viewer {
  viewer: { name: string; email: string | null };
}

async function createKey(name: string): Promise<string> {
  const { createApiKey } = await world.ask<{ createApiKey: { key: string } }>(
    "mutation ($name: String!) { createApiKey(name: $name) { id name key } }",
    { name },
  );
  return createApiKey.key;
}

async function askAs(headers: Record<string, string>, query = whoAmI) {
  const answer = await world.send("/api/graphql", graphqlRequest(query, {}, headers));
  return {
    status: answer.status,
    body: await readJson<{ data?: Viewer; errors?: { extensions: { code: string } }[] }>(answer),
  };
}

describe("without a session or a key", () => {
  test.each([
    ["a query", whoAmI],
    ["introspection", "{ __schema { types { name } } }"],
    ["a typename", "{ __typename }"],
    ["nonsense", "{"],
  ])("%s is refused before it is read", async (_what, query) => {
    const { status, body } = await askAs({}, query);
    expect(status).toBe(401);
    expect(body.errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });

  test.each([
    ["a page at GraphQL", "/api/graphql", { headers: { accept: "text/html" } }],
    ["GraphQL by GET", "/api/graphql?query={viewer{name}}", {}],
    ["GraphQL by its short address", "/graphql", { method: "POST", body: "{}" }],
    [
      "a subscription",
      "/api/graphql?query=subscription{stockChanged{at}}",
      { headers: { accept: "text/event-stream" } },
    ],
    ["metrics", "/metrics", {}],
    ["making a key", "/api/auth/api-key/create", { method: "POST", body: "{}" }],
    ["the list of sessions", "/api/auth/list-sessions", {}],
    ["signing up", "/api/auth/sign-up/email", { method: "POST", body: "{}" }],
  ])("%s is closed", async (_what, path, init) => {
    expect((await world.send(path, init)).status).toBe(401);
  });

  test("a false key, a false bearer and a false cookie are refused", async () => {
    expect((await askAs({ "x-api-key": "sp_nonsense" })).status).toBe(401);
    expect((await askAs({ authorization: "Bearer sp_nonsense" })).status).toBe(401);
    expect((await askAs({ cookie: "better-auth.session_token=nonsense" })).status).toBe(401);
  });

  test("there is a way to see that the process is up and the database answers", async () => {
    expect((await world.send("/health")).status).toBe(200);
    expect((await world.send("/ready")).status).toBe(200);
  });
});

describe("a session", () => {
  test("is given for the right password, and knows who it is", async () => {
    const { body } = await askAs({ cookie: world.cookie });
    expect(body.data?.viewer).toEqual({ name: "anna", email: world.admin.email });
  });

  test("is refused for a wrong password", async () => {
    await expect(signIn(world.send, { ...world.admin, password: "wrong password" })).rejects.toThrow("401");
  });

  test("ends when its owner signs out", async () => {
    const cookie = await signIn(world.send, world.admin);
    const headers = { cookie, origin: webUrl, "content-type": "application/json" };
    expect((await world.send("/api/auth/sign-out", { method: "POST", headers, body: "{}" })).status).toBe(200);
    expect((await askAs({ cookie })).status).toBe(401);
  });

  test("cannot be used by a page of another origin", async () => {
    expect((await askAs({ cookie: world.cookie, origin: "https://evil.example" })).status).toBe(403);
    expect((await askAs({ cookie: world.cookie, origin: "null" })).status).toBe(403);
    expect((await askAs({ cookie: world.cookie, "content-type": "text/plain" })).status).toBe(403);
    expect((await askAs({ cookie: world.cookie, origin: webUrl })).status).toBe(200);
    expect((await askAs({ cookie: world.cookie, origin: "http://127.0.0.1:3000" })).status).toBe(200);
  });

  test("cannot change anything by GET", async () => {
    const query = encodeURIComponent('mutation { createApiKey(name: "x") { key } }');
    const answer = await world.send(`/api/graphql?query=${query}`, { headers: { cookie: world.cookie } });
    expect(answer.status).toBe(405);
  });

  test("reads metrics", async () => {
    await world.ask("{ viewer { name } }");
    const metrics = await world.send("/metrics", { headers: { cookie: world.cookie } });
    expect(await metrics.text()).toContain('stockpool_http_request_seconds_count{route="graphql"');
  });

  test("keeps no secret in the log", async () => {
    const key = await createKey("for the log");
    await askAs({ "x-api-key": key });
    const log = world.log.join("");
    expect(log).toContain("answered");
    for (const secret of [key, world.admin.password, world.cookie.split("=")[1] ?? ""])
      expect(log).not.toContain(secret);
  });
});

describe("an API key", () => {
  test("is shown once, kept as a hash, and speaks under its own name in either header", async () => {
    const key = await createKey("ERP");
    const { rows } = await world.pool.query<{ key: string }>("select key from apikey where name = 'ERP'");
    expect(rows.map((row) => row.key)).not.toContain(key);
    for (const headers of [{ "x-api-key": key }, { authorization: `Bearer ${key}` }]) {
      expect((await askAs(headers)).body.data?.viewer).toEqual({ name: "ERP", email: null });
    }
  });

  test("makes no keys", async () => {
    const key = await createKey("curious");
    const { body } = await askAs({ "x-api-key": key }, 'mutation { createApiKey(name: "more") { key } }');
    expect(body.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  test("that is switched off is refused", async () => {
    const key = await createKey("retired");
    await world.pool.query("update apikey set enabled = false where name = 'retired'");
    expect((await askAs({ "x-api-key": key })).status).toBe(401);
  });

  test.each(["", "x".repeat(33)])("is not made with the name %j", async (name) => {
    const { errors } = await world.graphql("mutation ($name: String!) { createApiKey(name: $name) { key } }", { name });
    expect(errors?.[0]).toMatchObject({
      message: `name must be 1–32 characters, got ${name.length}`,
      extensions: { code: "BAD_USER_INPUT" },
    });
  });
});

test("guessing passwords is stopped, and says how long to wait", async () => {
  const guessing = await makeApiWorld();
  const guess = () =>
    guessing.send("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: guessing.admin.email, password: "a guess" }),
    });
  const statuses: number[] = [];
  // The world signed in once itself.
  for (let attempt = 2; attempt <= 10; attempt++) statuses.push((await guess()).status);
  expect(new Set(statuses)).toEqual(new Set([401]));
  const stopped = await guess();
  expect(stopped.status).toBe(429);
  expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
  await guessing.close();
});
