"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { type CombinedError, useQuery } from "urql";
import { Channels } from "./channel.ts";
import type { ChannelsQuery } from "./generated/graphql.ts";
import { useRefresh } from "./use-refresh.ts";

/** Health changes also when no stock does: read at least so often. */
const atLeastEveryMs = 15_000;

/** A channel with its health and its locations. */
export type Channel = ChannelsQuery["channels"][number];

interface ChannelsRead {
  /** Undefined until they were read once. */
  channels: readonly Channel[] | undefined;
  error: CombinedError | undefined;
  refresh: () => void;
}

const ChannelsContext = createContext<ChannelsRead | null>(null);

/** Reads all channels once for everybody, and keeps them fresh. */
export function ChannelsProvider({ children }: { children: ReactNode }) {
  const [{ data, error }, read] = useQuery({ query: Channels });
  useRefresh(() => read({ requestPolicy: "network-only" }), undefined, 2_000);
  useEffect(() => {
    const timer = setInterval(() => read({ requestPolicy: "network-only" }), atLeastEveryMs);
    return () => clearInterval(timer);
  }, [read]);
  const value = useMemo(
    () => ({ channels: data?.channels, error, refresh: () => read({ requestPolicy: "network-only" }) }),
    [data, error, read],
  );
  return <ChannelsContext value={value}>{children}</ChannelsContext>;
}

/** All channels with their health. */
export function useChannels(): ChannelsRead {
  const channels = useContext(ChannelsContext);
  if (!channels) throw new Error("useChannels needs a ChannelsProvider above it");
  return channels;
}
