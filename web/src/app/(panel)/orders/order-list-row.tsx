import Link from "next/link";
import { useTranslations } from "next-intl";
import { Num } from "../../../components/num.tsx";
import { OrderFlags } from "../../../components/order/order-flags.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import type { OrderRowFragment } from "../../../graphql/generated/graphql.ts";
import { orderPath } from "../../../routes.ts";
import classes from "./orders.module.css";

/** One order. */
export function OrderListRow({ order }: { order: OrderRowFragment }) {
  const open = order.lines.reduce((sum, line) => sum + line.open, 0);
  return (
    <tr data-link data-order={order.name}>
      <td>
        <Link className={classes.name} href={orderPath(order.id)} prefetch={false} data-row-link>
          <PlatformMark platform={order.channel.platform} />
          {order.name}
        </Link>
      </td>
      <td className={`${classes.quiet} ${classes.desktop}`}>{order.channel.name}</td>
      <td className={classes.quiet}>
        <TimeAgo at={order.placedAt} />
      </td>
      <td>
        <OrderFlags order={order} />
      </td>
      <td className={`wide ${classes.desktop}`}>
        <Lines lines={order.lines} />
      </td>
      <td className={`${classes.quiet} ${classes.desktop}`}>{order.country}</td>
      <td className={`num ${open === 0 ? classes.none : ""}`}>
        <Num value={open} />
      </td>
    </tr>
  );
}

function Lines({ lines }: { lines: OrderRowFragment["lines"] }) {
  const t = useTranslations("orders");
  const [first, ...others] = lines;
  if (!first) return null;
  return (
    <span className={classes.lines}>
      {others.length > 0 ? t("more", { first: first.title, count: others.length }) : first.title}
    </span>
  );
}
