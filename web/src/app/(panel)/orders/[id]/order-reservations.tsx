import Link from "next/link";
import { useTranslations } from "next-intl";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { Num } from "../../../../components/num.tsx";
import { Section } from "../../../../components/section.tsx";
import { Tag } from "../../../../components/tag.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import type { OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";
import { productPath } from "../../../../routes.ts";
import classes from "./order.module.css";

const tones = { open: "accent", shipped: "good", released: "plain", expired: "plain" } as const;

/** From where every unit comes, and why from there. */
export function OrderReservations({ lines }: { lines: OrderDetailFragment["lines"] }) {
  const t = useTranslations("order.reservations");
  const reservations = lines.flatMap((line) => line.reservations);
  if (reservations.length === 0) {
    return (
      <Section title={t("title")}>
        <Empty title={t("empty.title")} text={t("empty.text")} />
      </Section>
    );
  }
  const head = (
    <>
      <th className="wide">{t("product")}</th>
      <th className="num">{t("units")}</th>
      <th>{t("location")}</th>
      <th>{t("why")}</th>
      <th>{t("state")}</th>
      <th>{t("made")}</th>
    </>
  );
  return (
    <Section title={t("title")}>
      <DataTable label={t("title")} head={head}>
        {reservations.map(({ id, product, quantity, location, routingReason, endedAs, madeAt }) => (
          <tr key={id}>
            <td className="wide">
              <Link className={classes.name} href={productPath(product.sku)}>
                {product.title}
              </Link>{" "}
              <span className={`code ${classes.quiet}`}>{product.sku}</span>
            </td>
            <td className="num">
              <Num value={quantity} />
            </td>
            <td>{location.name}</td>
            <td className={classes.quiet}>{routingReason}</td>
            <td>
              <Tag tone={tones[endedAs ?? "open"]}>{t(`states.${endedAs ?? "open"}`)}</Tag>
            </td>
            <td className={classes.quiet}>
              <TimeAgo at={madeAt} />
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}
