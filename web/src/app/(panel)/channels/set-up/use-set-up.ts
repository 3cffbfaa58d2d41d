import { useEffect, useState } from "react";
import { useMutation, useQuery } from "urql";
import type { ChannelSetUpQuery, ImportListingsMutation } from "../../../../graphql/generated/graphql.ts";
import { ChannelSetUp, ImportListings, MatchListings, ReadLive, SwitchOn } from "../../../../graphql/set-up.ts";

/** How often a running job is looked at. */
const lookEveryMs = 1_000;

type Found = NonNullable<ChannelSetUpQuery["node"]>;

/** A channel as its set-up shows it. */
export type SetUpChannel = Extract<Found, { readonly name: string }>;

export type SwitchPreview = NonNullable<ChannelSetUpQuery["switchPreview"]>;

/** Everything that the set-up of a channel shows, kept fresh, and what can be done there. */
export function useSetUp(channelId: string) {
  const [{ data, error }, read] = useQuery({ query: ChannelSetUp, variables: { id: channelId } });
  useEffect(() => {
    const timer = setInterval(() => read({ requestPolicy: "network-only" }), lookEveryMs);
    return () => clearInterval(timer);
  }, [read]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [, importAgain] = useMutation(ImportListings);
  const [, match] = useMutation(MatchListings);
  const [, readLive] = useMutation(ReadLive);
  const [, switchOn] = useMutation(SwitchOn);
  const tell = (result: ImportListingsMutation["importListings"] | undefined, message: string | undefined) => {
    setRefusal(result && "message" in result ? result.message : result ? null : (message ?? ""));
    read({ requestPolicy: "network-only" });
  };
  const node = data?.node;
  return {
    channel: node && "name" in node ? node : null,
    isMissing: data !== undefined && !node,
    counts: data?.listingCounts,
    preview: data?.switchPreview ?? null,
    error,
    refusal,
    refresh: () => read({ requestPolicy: "network-only" }),
    importAgain: () => importAgain({ channelId }).then((sent) => tell(sent.data?.importListings, sent.error?.message)),
    match: () => match({ channelId }).then((sent) => tell(sent.data?.matchListings, sent.error?.message)),
    readLive: () => readLive({ channelId }).then((sent) => tell(sent.data?.readLive, sent.error?.message)),
    switchTo: (isLive: boolean, mayZero: boolean) =>
      switchOn({ channelId, isLive, mayZero }).then((sent) => tell(sent.data?.setChannelLive, sent.error?.message)),
  };
}
