import Link from "next/link";
import { useTranslations } from "next-intl";
import list from "../../../components/list.module.css";
import { Num } from "../../../components/num.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import type { ShortageRowFragment } from "../../../graphql/generated/graphql.ts";
import { orderPath, productPath } from "../../../routes.ts";
import { Cause } from "./cause.tsx";

/** One shortage: whose order, of what, how many, and how it came to that. */
export function ShortageTableRow({ shortage }: { shortage: ShortageRowFragment }) {
  const t = useTranslations("shortages");
  const { product, quantity, openedAt, orderLine } = shortage;
  const { order } = orderLine;
  return (
    <tr data-shortage={product.sku}>
      <td>
        <Link className={`${list.channel} ${list.link}`} href={orderPath(order.id)} title={order.channel.name}>
          <PlatformMark platform={order.channel.platform} />
          {order.name}
        </Link>
        <span className={list.phone}>
          <TimeAgo at={openedAt} />
        </span>
      </td>
      <td className="wide">
        <div className={list.tall}>
          <Link className={list.link} href={productPath(product.sku)}>
            {product.title}
          </Link>{" "}
          <span className={`code ${list.quiet}`}>{product.sku}</span>
          <Cause shortage={shortage} />
        </div>
      </td>
      <td className="num">
        <strong>
          <Num value={quantity} />
        </strong>
      </td>
      <td className={`num ${list.desktop} ${list.quiet}`}>
        {product.incoming ? <Num value={product.incoming} /> : t("none")}
      </td>
      <td className={`${list.desktop} ${list.quiet}`}>
        <TimeAgo at={openedAt} />
      </td>
    </tr>
  );
}
