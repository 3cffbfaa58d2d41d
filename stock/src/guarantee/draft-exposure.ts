import type { Channel } from "../state.ts";
import type { KnownExposure } from "./known.ts";
import type { Drawing } from "./place.ts";

/** A guaranteed listing inside a batch. */
export interface DraftExposure extends KnownExposure {
  channel: Channel;
  drawing: Drawing;
  isNew: boolean;
  isChanged: boolean;
  /** The listing is guaranteed no more: its row goes. */
  isEnded: boolean;
}
