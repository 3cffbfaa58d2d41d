import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { makeApiWorld, nodeId, readJson } from "./world.ts";

/** What the recipes of docs/api.md send, in order. */
function recipeBodies(): string[] {
  const page = readFileSync(join(import.meta.dirname, "../../docs/api.md"), "utf8");
  return [...page.matchAll(/^```sh\n[^`]*?-d '([^']*)'\n```$/gm)].map(([, body = ""]) => body);
}

test("the ERP recipe in docs/api.md does what it says", async () => {
  const world = await makeApiWorld();
  const product = await makeProduct(world.pool, { sku: "MUG-01" });
  const location = await makeLocation(world.pool, { code: "main" });
  const { createApiKey } = await world.ask<{ createApiKey: { key: string } }>(
    'mutation { createApiKey(name: "ERP") { key } }',
  );
  const [find, locations, receive, movements, ...others] = recipeBodies();
  expect(others).toEqual([]);
  const send = async (body = "") => {
    const filled = body
      .replace("PRODUCT_ID", nodeId("Product", product.id))
      .replace("LOCATION_ID", nodeId("Location", location.id));
    const headers = { "x-api-key": createApiKey.key, "content-type": "application/json" };
    return readJson(await world.send("/api/graphql", { method: "POST", headers, body: filled }));
  };
  expect(await send(find)).toMatchObject({ data: { product: { onHand: 0, id: nodeId("Product", product.id) } } });
  expect(await send(locations)).toMatchObject({ data: { locations: [{ code: "main" }] } });
  expect(await send(receive)).toMatchObject({ data: { receiveStock: { isRepeated: false, level: { onHand: 24 } } } });
  expect(await send(receive)).toMatchObject({ data: { receiveStock: { isRepeated: true, level: { onHand: 24 } } } });
  expect(await send(movements)).toMatchObject({
    data: { movements: { edges: [{ node: { onHandDelta: 24, operation: { actor: "ERP (API key)" } } }] } },
  });
  await world.close();
});
