import { useTranslations } from "next-intl";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { FormPopover } from "../../../../components/form-popover.tsx";
import { Num } from "../../../../components/num.tsx";
import { ProductName } from "../../../../components/product-name.tsx";
import { RoutingReason } from "../../../../components/routing-reason.tsx";
import { Section } from "../../../../components/section.tsx";
import { Tag } from "../../../../components/tag.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import type { OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./order.module.css";
import { RerouteForm } from "./reroute-form.tsx";

const tones = { open: "accent", shipped: "good", released: "plain", expired: "plain", converted: "plain" } as const;

/** From where every unit comes, and why from there. */
export function OrderReservations({ order: { id: orderId, lines } }: { order: OrderDetailFragment }) {
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
      <th>
        <span className={classes.hidden}>{t("move")}</span>
      </th>
    </>
  );
  return (
    <Section title={t("title")}>
      <DataTable isStacked label={t("title")} head={head}>
        {reservations.map((reservation) => (
          <tr key={reservation.id}>
            <td className="wide">
              <ProductName product={reservation.product} />
            </td>
            <td data-label={t("units")} className="num">
              <Num value={reservation.quantity} />
            </td>
            <td>{reservation.location.name}</td>
            <td className={classes.quiet}>
              <RoutingReason reservation={reservation} />
            </td>
            <td>
              <Tag tone={tones[reservation.endedAs ?? "open"]}>{t(`states.${reservation.endedAs ?? "open"}`)}</Tag>
            </td>
            <td className={classes.quiet}>
              <TimeAgo at={reservation.madeAt} />
            </td>
            <td>
              {reservation.endedAs === null && (
                <FormPopover variant="default" size="compact-sm" label={t("move")}>
                  {(ends) => <RerouteForm orderId={orderId} reservation={reservation} {...ends} />}
                </FormPopover>
              )}
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}
