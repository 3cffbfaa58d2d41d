import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { FindProducts } from "../graphql/find.ts";

/** A product that was picked. */
export interface PickedProduct {
  id: string;
  sku: string;
  title: string;
}

interface Props {
  label: string;
  /** Products that are not offered. */
  withoutIds: readonly string[];
  error?: string | undefined;
  onPick: (product: PickedProduct) => void;
}

/** Finds a product by SKU, EAN or title. */
export function ProductPicker({ label, withoutIds, error, onPick }: Props) {
  const t = useTranslations("productPicker");
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 200);
  const [{ data, fetching }] = useQuery({ query: FindProducts, variables: { search }, pause: search === "" });
  const found = search === "" ? [] : (data?.products.edges ?? []).map(({ node }) => node);
  const pick = (id: string | null) => {
    const product = found.find((one) => one.id === id);
    if (product) onPick({ id: product.id, sku: product.sku, title: product.title });
    setTyped("");
  };
  return (
    <Select
      label={label}
      placeholder={t("find")}
      searchable
      error={error}
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={pick}
      comboboxProps={{ withinPortal: false }}
      nothingFoundMessage={search === "" || fetching ? null : t("nothing")}
      filter={({ options }) => options}
      data={found
        .filter(({ id }) => !withoutIds.includes(id))
        .map(({ id, sku, title }) => ({ value: id, label: `${sku} · ${title}` }))}
    />
  );
}
