import { type Channel, mayReachNetMax, noFacts, publish, ruleBook } from "@stockpool/stock/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hubWith, productOf, ruleOf } from "./worlds.ts";

const bol = { writeKind: "net_of_open_orders" } as const;

function shown(mugs: number, openUnits: number | null, channel: Partial<Channel> = bol): number {
  const hub = hubWith(mugs, "bol");
  return publish(hub, ruleBook([]), { ...hub.channel, ...channel }, productOf(hub, "mug"), { ...noFacts, openUnits })
    .quantity;
}

describe("where amounts are net of open orders", () => {
  it("quantity and open units together are at most what the platform takes", () => {
    fc.assert(
      fc.property(fc.nat(3_000), fc.nat(3_000), (mugs, openUnits) => {
        const quantity = shown(mugs, openUnits);
        expect(quantity).toBe(Math.min(mugs, Math.max(0, 999 - openUnits)));
        expect(quantity === 0 || quantity + openUnits <= 999).toBe(true);
      }),
    );
  });

  it("the trace tells the open units", () => {
    const hub = hubWith(2_000, "bol");
    const { steps } = publish(hub, ruleBook([]), { ...hub.channel, ...bol }, productOf(hub, "mug"), {
      ...noFacts,
      openUnits: 30,
    });
    expect(steps.at(-1)).toMatchObject({ after: 969, detail: { platformMax: 999, openUnits: 30 } });
  });

  it("elsewhere open units change nothing", () => {
    expect(shown(2_000, 30, { writeKind: "absolute" })).toBe(999);
    expect(shown(2_000, 30, { platform: "portal" })).toBe(2_000);
  });
});

describe("whose open units have to be read", () => {
  const listing = { id: "listing", channelId: "channel", productId: "mug", platformId: "offer" };

  it("is nobody whose units on hand stay far below the limit, and whoever may reach it", () => {
    fc.assert(
      fc.property(fc.nat(3_000), fc.nat(1_000), fc.nat(1_000), (mugs, reserved, gain) => {
        const hub = hubWith(mugs + reserved, "bol");
        const level = hub.levels.get("mug")?.[0];
        if (!level) throw new Error("the hub has no mugs");
        level.reserved = reserved;
        const channels = new Map([["channel", { ...hub.channel, ...bol }]]);
        const read = mayReachNetMax({ ...hub, channels, listings: new Map([["mug", [listing]]]) }, [], gain);
        // Every open unit is reserved here, so the sum that bol would be told is on hand.
        if (mugs + reserved + gain > 999) expect(read).toEqual(["listing"]);
        if (mugs + reserved + gain < 500) expect(read).toEqual([]);
      }),
    );
  });

  it("is whoever always shows that many", () => {
    const hub = hubWith(0, "bol");
    const channels = new Map([["channel", { ...hub.channel, ...bol }]]);
    const reach = { ...hub, channels, listings: new Map([["mug", [listing]]]) };
    expect(mayReachNetMax(reach, [ruleOf({ alwaysShowAtLeast: 990 })], 0)).toEqual(["listing"]);
  });
});
