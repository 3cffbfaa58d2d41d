import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@stockpool/sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";

let folder: string;
let stateFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-state-"));
  stateFile = join(folder, "state.json");
});
afterEach(() => rm(folder, { recursive: true }));

const secrets = { clientId: "id", clientSecret: "secret" };
const lines = [{ sku: "A", quantity: 2 }];

test("a second start goes on where the first one ended, and gives no id twice", async () => {
  const first = await startSandbox({ stateFile });
  await first.control.putShopify("shop", secrets);
  await first.control.putBol("account", secrets);
  const [product] = await first.control.putProducts("shopify", "shop", [{ sku: "A", title: "A", stock: 5 }]);
  await first.control.putProducts("bol", "account", [{ sku: "A", barcode: "8710000000000", title: "A", stock: 5 }]);
  const before = await first.control.placeOrder("shopify", "shop", { lines });
  await first.control.placeOrder("bol", "account", { lines });
  await first.close();

  const second = await startSandbox({ stateFile });
  expect(await second.control.stock("shopify", "shop")).toEqual({ A: 3 });
  expect(await second.control.stock("bol", "account")).toEqual({ A: 3 });
  // Setting up again, as every start of the demo does, changes nothing that is there.
  await second.control.putShopify("shop", secrets);
  const [again] = await second.control.putProducts("shopify", "shop", [{ sku: "A", title: "A" }]);
  expect(again).toEqual(product);
  const after = await second.control.placeOrder("shopify", "shop", { lines });
  if (!before.placed || !after.placed) throw new Error("an order was refused");
  expect([before.name, after.name]).toEqual(["#1001", "#1002"]);
  expect(after.orderId).not.toBe(before.orderId);
  expect(await second.control.orders("shopify", "shop")).toHaveLength(2);
  await second.close();
});

test("changes reach the file while the sandbox runs", async () => {
  const sandbox = await startSandbox({ stateFile });
  await sandbox.control.putShopify("shop", secrets);
  await until(async () => (await readFile(stateFile, "utf8").catch(() => "")).includes('"handle":"shop"'));
  await sandbox.close();
});

test("a file that is no state is an error that names the file, and stays as it is", async () => {
  await writeFile(stateFile, '{"version":1,"shops":"none"}');
  await expect(startSandbox({ stateFile })).rejects.toThrow(stateFile);
  expect(await readFile(stateFile, "utf8")).toBe('{"version":1,"shops":"none"}');
});
