import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { FindProducts } from "../../../../graphql/product.ts";
import type { RecipePart } from "./recipe-row.tsx";

/** Finds a product by SKU, EAN or title, and adds it to the recipe. */
export function ComponentPicker({ withoutId, onPick }: { withoutId: string; onPick: (part: RecipePart) => void }) {
  const t = useTranslations("product.recipe");
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 200);
  const [{ data }] = useQuery({ query: FindProducts, variables: { search }, pause: search === "" });
  const found = search === "" ? [] : (data?.products.edges ?? []).map(({ node }) => node);
  const pick = (id: string | null) => {
    const product = found.find((one) => one.id === id);
    if (product) onPick({ id: product.id, sku: product.sku, title: product.title, quantity: 1 });
    setTyped("");
  };
  return (
    <Select
      label={t("add")}
      placeholder={t("find")}
      searchable
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={pick}
      filter={({ options }) => options}
      data={found
        .filter(({ id }) => id !== withoutId)
        .map(({ id, sku, title }) => ({ value: id, label: `${sku} · ${title}` }))}
    />
  );
}
