import { useQuery } from "urql";
import { ChannelNames } from "./channel.ts";
import type { ChannelNamesQuery } from "./generated/graphql.ts";
import { useRefresh } from "./use-refresh.ts";

const onlyAfterAnOutage = () => false;

/** The channels by name; undefined until they were read. They change seldom: read once, and again after a time without connection. */
export function useChannelNames(): ChannelNamesQuery["channels"] | undefined {
  const [{ data }, read] = useQuery({ query: ChannelNames, requestPolicy: "cache-first" });
  useRefresh(() => read({ requestPolicy: "network-only" }), onlyAfterAnOutage);
  return data?.channels;
}
