import { useAddress } from "../../../components/use-address.ts";
import type { ListingStatus } from "../../../graphql/generated/graphql.ts";

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

const plain: ListingsView = { search: "", channel: "", status: "suggested" };

/** The view in the address, and how to change it. */
export function useListingsView() {
  return useAddress(viewOf, plain);
}

function viewOf(params: URLSearchParams): ListingsView {
  return {
    search: params.get("search") ?? "",
    channel: params.get("channel") ?? "",
    status: statuses.find((each) => each === params.get("status")) ?? plain.status,
  };
}
