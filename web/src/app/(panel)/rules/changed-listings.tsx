import { IconArrowRight } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DataTable } from "../../../components/data-table.tsx";
import { Num } from "../../../components/num.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { PreviewRulesQuery } from "../../../graphql/generated/graphql.ts";
import { productPath } from "../../../routes.ts";
import classes from "./rules.module.css";

type Changed = Extract<PreviewRulesQuery["previewRules"], { __typename: "RulePreview" }>["changed"];

/** The listings whose number would change most, before and after. */
export function ChangedListings({ changed }: { changed: Changed }) {
  const t = useTranslations("rules.result");
  if (changed.length === 0) return <p className={classes.quiet}>{t("same")}</p>;
  const head = (
    <>
      <th className="wide">{t("product")}</th>
      <th>{t("channel")}</th>
      <th className="num">{t("number")}</th>
    </>
  );
  return (
    <DataTable label={t("changed")} head={head}>
      {changed.map(({ listing, before, after }) => (
        <tr key={listing.id}>
          <td className="wide">
            {listing.product ? (
              <Link href={productPath(listing.product.sku)}>{listing.product.sku}</Link>
            ) : (
              listing.title
            )}
          </td>
          <td>
            <span className={classes.channel}>
              <PlatformMark platform={listing.channel.platform} />
              {listing.channel.name}
            </span>
          </td>
          <td className="num">
            <span className={classes.change} data-zero={after === 0 || undefined}>
              <Num value={before} />
              <IconArrowRight size={12} stroke={1.75} aria-hidden="true" />
              <strong>
                <Num value={after} />
              </strong>
            </span>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
