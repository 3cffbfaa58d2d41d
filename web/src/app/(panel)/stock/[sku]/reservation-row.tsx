import Link from "next/link";
import { useTranslations } from "next-intl";
import { Num } from "../../../../components/num.tsx";
import { PlatformMark } from "../../../../components/platform-mark.tsx";
import { RoutingReason } from "../../../../components/routing-reason.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import type { ProductReservationsQuery } from "../../../../graphql/generated/graphql.ts";
import { orderPath } from "../../../../routes.ts";
import classes from "./product.module.css";

type Reservation = NonNullable<ProductReservationsQuery["product"]>["reservations"]["edges"][number]["node"];

/** One promise of units: to which order, from where and why from there. */
export function ReservationRow({ reservation }: { reservation: Reservation }) {
  const t = useTranslations("product.reservations");
  const { order, hold, location, quantity, madeAt } = reservation;
  return (
    <tr>
      <td>
        {order ? (
          <Link className={classes.channel} href={orderPath(order.id)} title={order.channel.name}>
            <PlatformMark platform={order.channel.platform} />
            {order.name}
          </Link>
        ) : (
          <Link className={classes.channel} href="/holds" title={t("hold")}>
            {hold?.reference ?? t("hold")}
          </Link>
        )}
      </td>
      <td data-label={t("units")} className="num">
        <Num value={quantity} />
      </td>
      <td>{location.name}</td>
      <td className="wide">
        <span className={classes.quiet}>
          <RoutingReason reservation={reservation} />
        </span>
      </td>
      <td className={classes.quiet}>
        <TimeAgo at={madeAt} />
      </td>
    </tr>
  );
}
