import { isFailing } from "../../../components/channel/channel-state.ts";
import type { ConnectionState } from "../../../graphql/connection.ts";
import type { ChannelStateFragment } from "../../../graphql/generated/graphql.ts";

/** What the sync indicator says, worst first. */
export type SyncState =
  | { kind: "lost" }
  | { kind: "silent" }
  | { kind: "connecting" }
  | { kind: "failing"; channels: string[] }
  | { kind: "waiting"; pushes: number }
  | { kind: "inSync" };

/** Sums up the live connection and all channels into the one thing that a person should know first. */
export function syncState(
  connection: ConnectionState,
  channels: readonly ChannelStateFragment[] | undefined,
): SyncState {
  if (connection === "lost" || connection === "silent") return { kind: connection };
  if (connection === "connecting" || !channels) return { kind: "connecting" };
  const failing = channels.filter(isFailing).map(({ name }) => name);
  if (failing.length > 0) return { kind: "failing", channels: failing };
  const pushes = channels.reduce((sum, { waiting }) => sum + waiting, 0);
  return pushes > 0 ? { kind: "waiting", pushes } : { kind: "inSync" };
}
