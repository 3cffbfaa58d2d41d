import { useMemo } from "react";
import { useAddress } from "../../../components/use-address.ts";
import type { RuleEditInput } from "../../../graphql/generated/graphql.ts";
import { type Draft, editOf } from "./fields.ts";

const plain = { channels: "", products: "" };

function read(params: URLSearchParams) {
  return { channels: params.get("channels") ?? "", products: params.get("products") ?? "" };
}

/** Of which channels and products the screen speaks, kept in the address; empty means every one. */
export function useRuleScope() {
  const [view, change] = useAddress(read, plain);
  const channelIds = useMemo(() => listOf(view.channels), [view.channels]);
  const skus = useMemo(() => listOf(view.products), [view.products]);
  return {
    channelIds,
    skus,
    setChannels: (ids: string[]) => change({ channels: ids.join(",") }),
    setSkus: (names: string[]) => change({ products: names.join(",") }),
    show: (channelId: string | null, sku: string | null) => change({ channels: channelId ?? "", products: sku ?? "" }),
  };
}

/** One edit for each channel and product of the scope. */
export function editsOf(channelIds: readonly string[], productIds: readonly string[], draft: Draft): RuleEditInput[] {
  const set = editOf(draft);
  const channels = channelIds.length > 0 ? channelIds : [null];
  const products = productIds.length > 0 ? productIds : [null];
  return channels.flatMap((channelId) =>
    products.map((productId) => ({ ...(channelId && { channelId }), ...(productId && { productId }), ...set })),
  );
}

function listOf(text: string): string[] {
  return text.split(",").filter((one) => one !== "");
}
