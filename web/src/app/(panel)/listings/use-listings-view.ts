import { useState } from "react";
import { useQuery } from "urql";
import { useAddress } from "../../../components/use-address.ts";
import type { ListingStatus } from "../../../graphql/generated/graphql.ts";
import { ListingCounts } from "../../../graphql/listing.ts";

/** The statuses in the order of their buttons: what waits for a person comes first. */
export const statuses = [
  "suggested",
  "conflict",
  "unlinked",
  "linked",
  "ignored",
] as const satisfies readonly ListingStatus[];

/** What the list shows; an empty channel means any. */
export type ListingsView = Readonly<{ search: string; channel: string; status: ListingStatus }>;

/** What the address says: without a status it is whatever waits. */
type AddressView = Readonly<{ search: string; channel: string; status: ListingStatus | "" }>;

const plain: AddressView = { search: "", channel: "", status: "" };

/**
 * The view in the address, and how to change it. An address without a status shows the first one that waits for a person, as it was
 * when the counts were first known: it does not change while somebody works it off. Null until then.
 */
export function useListingsView() {
  const [address, change] = useAddress(viewOf, plain);
  const variables = { channelId: address.channel || null };
  const [{ data }, read] = useQuery({ query: ListingCounts, variables });
  const [opening, setOpening] = useState<ListingStatus | null>(null);
  const counts = data?.listingCounts;
  if (opening === null && counts) setOpening(waiting.find((status) => counts[status] > 0) ?? "linked");
  const status = address.status || opening;
  const view: ListingsView | null = status && { ...address, status };
  return { view, change, data, readCounts: () => read({ requestPolicy: "network-only" }) };
}

const waiting = ["suggested", "conflict", "unlinked"] as const satisfies readonly ListingStatus[];

function viewOf(params: URLSearchParams): AddressView {
  return {
    search: params.get("search") ?? "",
    channel: params.get("channel") ?? "",
    status: statuses.find((each) => each === params.get("status")) ?? plain.status,
  };
}
