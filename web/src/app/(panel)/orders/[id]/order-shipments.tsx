import { useTranslations } from "next-intl";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { Moment } from "../../../../components/moment.tsx";
import { Section } from "../../../../components/section.tsx";
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
    </>
  );
  return (
    <Section title={t("title")}>
      <DataTable label={t("title")} head={head}>
        {shipments.map(({ id, shippedAt, carrier, tracking }) => (
          <tr key={id}>
            <td className={classes.quiet}>
              <Moment at={shippedAt} />
            </td>
            <td>{carrier ?? "–"}</td>
            <td className="wide">
              <span className="code">{tracking ?? "–"}</span>
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}
