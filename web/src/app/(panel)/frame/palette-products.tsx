import { Spotlight } from "@mantine/spotlight";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect } from "react";
import { useQuery } from "urql";
import { FindProducts } from "../../../graphql/product.ts";
import { productPath } from "../../../routes.ts";
import classes from "./palette.module.css";
import { selectFirst } from "./select-first.ts";

/** The products that answer to `search`. */
export function PaletteProducts({ search }: { search: string }) {
  const t = useTranslations("palette");
  const format = useFormatter();
  const router = useRouter();
  const [{ data, fetching }] = useQuery({ query: FindProducts, variables: { search } });
  const found = data?.products.edges ?? [];
  useEffect(selectFirst, [data]);
  if (found.length === 0)
    return <Spotlight.Empty>{fetching ? t("searching") : t("noProduct", { search })}</Spotlight.Empty>;
  return (
    <Spotlight.ActionsGroup label={t("products")}>
      {found.map(({ node }) => (
        <Spotlight.Action key={node.id} onClick={() => router.push(productPath(node.sku))}>
          <span className={classes.title}>{node.title}</span>
          <span className={`code ${classes.sku}`}>{node.sku}</span>
          <span className={`num ${classes.units}`}>{t("available", { units: format.number(node.available) })}</span>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}
