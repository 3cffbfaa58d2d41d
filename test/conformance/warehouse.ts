import type { WarehouseStock } from "@stockpool/channels";
import { describe, expect, test } from "vitest";
import { signal } from "./ask.ts";
import type { ChannelWorld } from "./channel-world.ts";

/** What reading a platform's own warehouse promises, where it has one: all of it, each thing once, and nobody else's. */
export function warehouseTests(current: () => ChannelWorld): void {
  describe("the platform's own warehouse", () => {
    test("all that lies there is told, each thing once, over several pages", async () => {
      const world = current();
      const things: { sku: string; barcode: string; units: number }[] = [];
      for (let units = 1; units <= 55; units++) things.push({ ...(await world.addToWarehouse(units)), units });
      const found = await readWarehouse(world);
      for (const { sku, barcode, units } of things) {
        const rows = found.filter((row) => row.sku === sku || row.barcode === barcode);
        expect(rows).toMatchObject([{ sellable: units, unavailable: 0, reserved: 0, incoming: 0 }]);
      }
    });

    test("what another account has there is not told", async () => {
      const world = current();
      const theirs = await world.addToWarehouse(77, "stranger's");
      const found = await readWarehouse(world);
      expect(found).not.toContainEqual(expect.objectContaining({ sku: theirs.sku }));
      expect(found).not.toContainEqual(expect.objectContaining({ barcode: theirs.barcode }));
    });
  });
}

/** The whole reading. */
export async function readWarehouse({ connector }: ChannelWorld): Promise<WarehouseStock[]> {
  const all: WarehouseStock[] = [];
  for await (const page of connector.readWarehouse?.(signal) ?? []) all.push(...page);
  return all;
}
