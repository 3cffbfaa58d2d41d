import { useTranslations } from "next-intl";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { Moment } from "../../../../components/moment.tsx";
import { Section } from "../../../../components/section.tsx";
import { Tag } from "../../../../components/tag.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import type { OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./order.module.css";

/** The parcels that left. */
export function OrderShipments({ shipments }: { shipments: OrderDetailFragment["shipments"] }) {
  const t = useTranslations("order.shipments");
  if (shipments.length === 0) {
    return (
      <Section title={t("title")}>
        <Empty title={t("empty.title")} text={t("empty.text")} />
      </Section>
    );
  }
  const head = (
    <>
      <th>{t("shipped")}</th>
      <th>{t("carrier")}</th>
      <th className="wide">{t("tracking")}</th>
      <th>{t("told")}</th>
    </>
  );
  return (
    <Section title={t("title")}>
      <DataTable isStacked label={t("title")} head={head}>
        {shipments.map(({ id, shippedAt, carrier, tracking, toldAt, error }) => (
          <tr key={id}>
            <td data-label={t("shipped")} className={classes.quiet}>
              <Moment at={shippedAt} />
            </td>
            <td data-label={t("carrier")}>{carrier ?? "–"}</td>
            <td data-label={t("tracking")} className="wide">
              <span className="code">{tracking ?? "–"}</span>
            </td>
            <td>
              {error && <Tag tone="bad">{t("refused", { error })}</Tag>}
              {!error && toldAt && <Tag tone="good">{t.rich("toldAt", { at: () => <TimeAgo at={toldAt} /> })}</Tag>}
              {!error && !toldAt && <Tag tone="plain">{t("notTold")}</Tag>}
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}
