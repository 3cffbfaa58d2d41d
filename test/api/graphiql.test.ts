import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApiWorld, makeApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

const open = (headers: Record<string, string> = {}) =>
  world.send("/api/graphql", { headers: { accept: "text/html", ...headers } });

test("who is signed in finds GraphiQL at the API's address, and nothing of that page comes from elsewhere", async () => {
  const answer = await open({ cookie: world.cookie });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html"]);
  const page = await answer.text();
  expect(page).toContain("<title>Stockpool API</title>");
  expect(page.match(/<(script|link|img|iframe)\b[^>]*\b(src|href)=["']?(https?:)?\/\/[^>]*/g)).toBeNull();
  expect(page.match(/(@import|url\()\s*["']?(https?:)?\/\//g)).toBeNull();
});

test("nobody else gets the page", async () => {
  expect((await open()).status).toBe(401);
});
