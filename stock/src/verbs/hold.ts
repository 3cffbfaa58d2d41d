import { once } from "../act.ts";
import { free } from "../available.ts";
import { flatten } from "../bundle/flatten.ts";
import type { HoldSource, MakeHold } from "../command/holds.ts";
import { type Draft, levelAt } from "../draft.ts";
import { firstRefusal, refuseLines, refuseQuantity } from "../lines.ts";
import { type Outcome, refused } from "../outcome.ts";
import { holdAt } from "../promises.ts";
import type { Allotment } from "../route/allot.ts";
import { candidates } from "../route/candidates.ts";
import { encodeReason } from "../route/reason.ts";
import { route } from "../route/route.ts";
import type { HoldLine } from "../state.ts";
import { refuseExpiry } from "./expiry.ts";

/** Promises units without an order until they expire: all of them, or a refusal that says what is missing. */
export function hold(draft: Draft, command: MakeHold): Outcome {
  return once(draft, command, (operationId) => {
    const refusal = refuseHold(draft, command);
    if (refusal) return refusal;
    const lines = command.lines.map(({ productId, quantity }): HoldLine => {
      const isBundle = draft.state.products.get(productId)?.recipe;
      return { productId, quantity, parts: isBundle ? flatten(draft.state.products, productId) : null };
    });
    const wanted = unitsOf(lines);
    const missing = firstRefusal(wanted, ([productId, units]) => refuseShort(draft, command.from, productId, units));
    if (missing) return missing;
    const holdId = addHold(draft, operationId, command, lines);
    for (const [productId, units] of wanted) {
      for (const allotment of allotmentsOf(draft, command.from, productId, units)) {
        holdAt(draft, operationId, { holdId, productId }, allotment);
      }
    }
    return { kind: "applied", operationId, holdId };
  });
}

function refuseHold(draft: Draft, { lines, from, expiresAt }: MakeHold): Outcome | null {
  const ids = lines.map((line) => line.productId);
  return (
    refuseLines(ids, "products") ??
    firstRefusal(lines, ({ quantity }) => refuseQuantity("quantity", quantity, 1)) ??
    firstRefusal(ids, (id) =>
      draft.state.products.has(id) ? null : refused("product_not_found", `there is no product ${id}`),
    ) ??
    refuseSource(draft, from) ??
    refuseExpiry(draft.at, expiresAt)
  );
}

function refuseSource({ state }: Draft, from: HoldSource): Outcome | null {
  if (from.kind === "channel") {
    return state.channels.has(from.channelId)
      ? null
      : refused("channel_not_found", `there is no channel ${from.channelId}`);
  }
  const location = state.locations.get(from.locationId);
  if (!location) return refused("location_not_found", `there is no location ${from.locationId}`);
  if (location.kind !== "channel_fulfilled") return null;
  return refused("location_is_read_only", `${location.code} belongs to the platform: its stock is only read`);
}

/** Plain units by product, equal parts of several lines added up. */
function unitsOf(lines: HoldLine[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const line of lines) {
    for (const part of line.parts ?? [{ productId: line.productId, quantity: 1 }]) {
      units.set(part.productId, (units.get(part.productId) ?? 0) + line.quantity * part.quantity);
    }
  }
  return units;
}

function refuseShort(draft: Draft, from: HoldSource, productId: string, wanted: number): Outcome | null {
  const free = allotmentsOf(draft, from, productId, wanted).reduce((sum, { units }) => sum + units, 0);
  if (free >= wanted) return null;
  const sku = draft.state.products.get(productId)?.sku;
  return refused("not_enough_available", `${free} units of ${sku} are available there, got ${wanted}`);
}

function allotmentsOf(draft: Draft, from: HoldSource, productId: string, wanted: number): Allotment[] {
  if (from.kind === "channel") {
    const strategy = draft.state.channels.get(from.channelId)?.strategy ?? "priority";
    return route(strategy, candidates(draft, from, productId), wanted, { country: from.country, parcels: [] });
  }
  const { locationId } = from;
  const units = Math.min(wanted, free(levelAt(draft, productId, locationId)));
  const figure = draft.state.locations.get(locationId)?.code ?? "";
  return units > 0 ? [{ locationId, units, reason: encodeReason({ chooser: "named", extent: "whole", figure }) }] : [];
}

function addHold(draft: Draft, madeById: string, command: MakeHold, lines: HoldLine[]): string {
  const { from, reference, expiresAt, actor } = command;
  const id = draft.newId();
  const source =
    from.kind === "channel"
      ? { channelId: from.channelId, country: from.country, locationId: null }
      : { channelId: null, country: null, locationId: from.locationId };
  const made = { ...source, reference, actor, expiresAt, madeAt: draft.at, madeById };
  const open = { endedAt: null, endedAs: null, endedById: null, hasFreed: false };
  draft.holds.set(id, { id, ...made, ...open, lines, isNew: true, isChanged: false });
  return id;
}
