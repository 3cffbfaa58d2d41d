import type { Draft } from "../draft.ts";
import type { Outcome } from "../outcome.ts";
import { expose } from "./book.ts";
import type { DraftExposure } from "./draft-exposure.ts";
import {
  confirmWrite,
  type Exposure,
  loseWrite,
  passWatermark,
  type Reading,
  readLive,
  takeBackWrite,
} from "./exposure.ts";
import { fillFreed } from "./fill-freed.ts";
import type { Lapse } from "./known.ts";

/** What happened to a guaranteed listing on its platform, as far as the hub can tell. */
export type ExposureChange =
  /** `shownBy`: by then it has taken effect, where the platform does not show at once what it accepts. */
  | { kind: "confirmed"; before: number | null; quantity: number; shownBy: Date | null }
  /** Refused, or it never left. */
  | { kind: "taken_back" }
  /** Left, and nobody knows whether it took effect. */
  | { kind: "lost" }
  | ({ kind: "read" } & Reading)
  | { kind: "known_until"; watermark: Date };

/** Records what happened to a guaranteed listing. Comes from the pushes only; one that is guaranteed no more is left alone. */
export interface ChangeExposure {
  verb: "change_exposure";
  productId: string;
  listingId: string;
  change: ExposureChange;
}

/** Applies a change; units that become free fill open shortages first. */
export function changeExposure(draft: Draft, { listingId, change }: ChangeExposure): Outcome {
  const nothing: Outcome = { kind: "repeated", operationId: null };
  const one = draft.exposures.get(listingId);
  if (!one) return nothing;
  const before = one.units;
  expose(draft, one, whyOf(change), (exposure) => applyTo(exposure, one, change, draft.at));
  for (const { productId } of one.drawing.parts) draft.touched.add(productId);
  if (one.units >= before) return { kind: "applied", operationId: null };
  return { kind: "applied", operationId: fillFreed(draft, one) };
}

function applyTo(exposure: Exposure, { channel }: DraftExposure, change: ExposureChange, at: Date): void {
  const { writeKind: kind } = channel;
  switch (change.kind) {
    case "confirmed":
      confirmWrite(exposure, kind, change, change.shownBy && change.shownBy > at ? change.shownBy : at);
      return;
    case "taken_back":
      takeBackWrite(exposure, kind);
      return;
    case "lost":
      loseWrite(exposure, kind);
      return;
    case "read":
      readLive(exposure, kind, change);
      return;
    case "known_until":
      passWatermark(exposure, kind, change.watermark);
      return;
  }
}

function whyOf({ kind }: ExposureChange): Lapse {
  return kind === "known_until" ? "edited_there" : "unknown";
}
