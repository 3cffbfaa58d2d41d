import { type Channel, type Level, type Product, ruleBook } from "@stockpool/stock/rules";
import { expect, it } from "vitest";
import { beginDraft } from "../../../stock/src/draft.ts";
import { beginExposures } from "../../../stock/src/guarantee/book.ts";
import { dealGuaranteed } from "../../../stock/src/guarantee/guaranteed.ts";
import type { KnownExposure } from "../../../stock/src/guarantee/known.ts";
import { emptyLevel } from "../../../stock/src/preview/replay.ts";
import { ruleOf } from "../properties/worlds.ts";

const mug: Product = { id: "mug", sku: "mug", recipe: null, restrictions: [] };

function channelOf(id: string, locationIds: string[]): Channel {
  const same = { platform: "shopify", writeKind: "compare_and_set", strategy: "priority", countries: [] } as const;
  return { ...same, countries: [], id, locationIds };
}

function locationOf(id: string, priority: number) {
  const same = { code: id, kind: "warehouse" as const, country: "NL", shipsTo: [], safetyStock: 0, isActive: true };
  return { ...same, id, priority };
}

/** A shop that sells from the store only holds nothing; a wide one, that sells from the depot too, holds all of the store. */
function makeDraft(inDepot: number, inStore: number) {
  const level = (locationId: string, onHand: number, exposed: number): Level => {
    return { ...emptyLevel({ productId: "mug", locationId }), onHand, exposed };
  };
  const exposure = (listingId: string, units: number): KnownExposure => {
    const draws = units > 0 ? [{ productId: "mug", locationId: "store", units }] : [];
    return { listingId, units, next: null, raised: null, changes: 0, draws, shown: units };
  };
  const listing = (id: string) => ({ id, channelId: id, platformId: id, productId: "mug" });
  const [wide, narrow] = [channelOf("wide", ["store", "depot"]), channelOf("narrow", ["store"])];
  const channels = new Map([wide, narrow].map((channel) => [channel.id, channel]));
  const exposures = new Map([exposure("wide", inStore), exposure("narrow", 0)].map((one) => [one.listingId, one]));
  const state = {
    ...{ products: new Map([["mug", mug]]), channels, removedChannels: new Map(), orders: new Map() },
    locations: new Map(["store", "depot"].map((id, index) => [id, locationOf(id, index + 1)])),
    levels: new Map([["mug", [level("store", inStore, inStore), level("depot", inDepot, 0)]]]),
    listings: new Map([["mug", [listing("wide"), listing("narrow")]]]),
    ...{ soldListings: new Map(), rules: [ruleOf({ shareKind: "guaranteed" })] },
    ...{ reservations: [], shortages: [], holds: new Map(), expectations: [], operations: new Map() },
    ahead: { openUnits: null, velocity: new Map(), incoming: null, exposures, mayShow: new Map() },
  };
  const draft = beginDraft(state, new Date(0), () => "id");
  draft.exposures = beginExposures(draft);
  return { draft, state };
}

function deal(inDepot: number, inStore: number) {
  const { draft, state } = makeDraft(inDepot, inStore);
  const dealt = dealGuaranteed(draft, [mug], ruleBook(state.rules), state);
  const at = (id: string) => draft.levels.get(`mug/${id}`)?.exposed ?? 0;
  const quantityOf = (id: string) => dealt.get(id)?.quantity ?? 0;
  return { wide: quantityOf("wide"), narrow: quantityOf("narrow"), exposed: [at("store"), at("depot")] };
}

it("a listing that draws on one place only gets its part there when others can hold theirs elsewhere", () => {
  const { narrow, wide, exposed } = deal(6, 6);
  // Dealt step by step, one unit of the store may go to the other.
  expect(narrow).toBeGreaterThanOrEqual(5);
  expect(narrow + wide).toBe(12);
  expect(exposed).toEqual([0, 6]);
});

it("what others hold stays where it is as long as nobody lacks it", () => {
  const { narrow, wide, exposed } = deal(0, 6);
  expect([narrow, wide]).toEqual([0, 3]);
  expect(exposed).toEqual([6, 0]);
});
