import { Spotlight } from "@mantine/spotlight";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect } from "react";
import { useQuery } from "urql";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Find } from "../../../graphql/find.ts";
import type { FindQuery } from "../../../graphql/generated/graphql.ts";
import { orderPath, productPath } from "../../../routes.ts";
import classes from "./palette.module.css";
import { selectFirst } from "./select-first.ts";

/** The products and the orders that answer to `search`. */
export function PaletteFound({ search }: { search: string }) {
  const t = useTranslations("palette");
  const [{ data, fetching }] = useQuery({ query: Find, variables: { search } });
  const products = data?.products.edges ?? [];
  const orders = data?.orders.edges ?? [];
  useEffect(selectFirst, [data]);
  if (products.length + orders.length === 0)
    return <Spotlight.Empty>{t(fetching ? "searching" : "nothing", { search })}</Spotlight.Empty>;
  return (
    <>
      {products.length > 0 && <Products found={products} />}
      {orders.length > 0 && <Orders found={orders} />}
    </>
  );
}

function Products({ found }: { found: FindQuery["products"]["edges"] }) {
  const t = useTranslations("palette");
  const format = useFormatter();
  const router = useRouter();
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

function Orders({ found }: { found: FindQuery["orders"]["edges"] }) {
  const t = useTranslations("palette");
  const router = useRouter();
  return (
    <Spotlight.ActionsGroup label={t("orders")}>
      {found.map(({ node }) => (
        <Spotlight.Action key={node.id} onClick={() => router.push(orderPath(node.id))}>
          <PlatformMark platform={node.channel.platform} />
          <span className={classes.title}>{node.name}</span>
          <span className={classes.sku}>{node.channel.name}</span>
          <span className={`num ${classes.units}`}>
            <TimeAgo at={node.placedAt} />
          </span>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}
