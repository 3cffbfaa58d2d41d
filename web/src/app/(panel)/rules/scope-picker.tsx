import { MultiSelect, TagsInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { useChannels } from "../../../graphql/channels-provider.tsx";
import { FindProducts } from "../../../graphql/find.ts";

interface Props {
  channelIds: string[];
  skus: string[];
  /** SKUs that no product has. */
  missing: string[];
  setChannels: (ids: string[]) => void;
  setSkus: (skus: string[]) => void;
}

const productsMax = 1_000;

/** Of which channels and products the rule speaks; several at once make a bulk change. */
export function ScopePicker({ channelIds, skus, missing, setChannels, setSkus }: Props) {
  const t = useTranslations("rules.scope");
  const { channels } = useChannels();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 200);
  const [{ data }] = useQuery({ query: FindProducts, variables: { search }, pause: search === "" });
  const suggestions = search === "" ? [] : (data?.products.edges ?? []).map(({ node }) => node.sku);
  return (
    <>
      <MultiSelect
        label={t("channels")}
        placeholder={channelIds.length === 0 ? t("everyChannel") : ""}
        data={(channels ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={channelIds}
        onChange={setChannels}
        clearable
      />
      <TagsInput
        label={t("products")}
        placeholder={skus.length === 0 ? t("everyProduct") : ""}
        data={suggestions}
        value={skus}
        onChange={setSkus}
        searchValue={typed}
        onSearchChange={setTyped}
        splitChars={[",", ";", "\n", "\t", " "]}
        maxTags={productsMax}
        error={missing.length > 0 ? t("missing", { skus: missing.join(", ") }) : undefined}
        clearable
      />
    </>
  );
}
