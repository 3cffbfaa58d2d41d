import Link from "next/link";
import { useTranslations } from "next-intl";
import { Num } from "../../../components/num.tsx";
import { OrderFlags } from "../../../components/order/order-flags.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import type { OrderRowFragment } from "../../../graphql/generated/graphql.ts";
import { orderPath } from "../../../routes.ts";
import classes from "./orders.module.css";

/** One order; what was ordered is called as the pool calls it, since not every platform sends titles. */
export function OrderListRow({ order }: { order: OrderRowFragment }) {
  const t = useTranslations("orders");
  const open = order.lines.reduce((sum, line) => sum + line.open, 0);
  return (
    <tr data-link data-order={order.name}>
      <td className={classes.first}>
        <Link className={classes.name} href={orderPath(order.id)} prefetch={false} data-row-link>
          <PlatformMark platform={order.channel.platform} />
          {order.name}
        </Link>
      </td>
      <td className={classes.quiet}>{order.channel.name}</td>
      <td className={classes.quiet}>
        <TimeAgo at={order.placedAt} />
      </td>
      <td className={`${classes.first} ${classes.state}`}>
        <OrderFlags order={order} />
      </td>
      <td className="wide">
        <Lines lines={order.lines} />
      </td>
      <td className={classes.quiet}>{order.country ?? <span className={classes.unknown}>–</span>}</td>
      <td className={`num ${open === 0 ? classes.none : ""}`} data-label={t("columns.open")}>
        <Num value={open} />
      </td>
    </tr>
  );
}

function Lines({ lines }: { lines: OrderRowFragment["lines"] }) {
  const t = useTranslations("orders");
  const [first, ...others] = lines;
  if (!first) return null;
  const title = first.product?.title ?? first.title;
  return (
    <span className={classes.lines}>
      {others.length > 0 ? t("more", { first: title, count: others.length }) : title}
    </span>
  );
}
