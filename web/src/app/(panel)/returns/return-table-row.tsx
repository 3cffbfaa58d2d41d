import Link from "next/link";
import { useTranslations } from "next-intl";
import { FormPopover } from "../../../components/form-popover.tsx";
import list from "../../../components/list.module.css";
import { Num } from "../../../components/num.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { ProductName } from "../../../components/product-name.tsx";
import { Tag } from "../../../components/tag.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import type { ReturnRowFragment } from "../../../graphql/generated/graphql.ts";
import { orderPath } from "../../../routes.ts";
import { DecideForm } from "./decide-form.tsx";

/** One return: what, of which order, why; and what came of it. */
export function ReturnTableRow({ returned, onDecided }: { returned: ReturnRowFragment; onDecided: () => void }) {
  const { orderLine, title, barcode, platformReturnId, quantity, announcedAt, reason } = returned;
  const product = orderLine?.product;
  return (
    <tr data-return={platformReturnId}>
      <td className="wide">
        {product ? (
          <ProductName product={product} />
        ) : (
          <span className={list.name}>{title ?? barcode ?? platformReturnId}</span>
        )}
        <span className={list.phone}>
          <Order returned={returned} /> · <TimeAgo at={announcedAt} />
          {reason && <> · {reason}</>}
        </span>
      </td>
      <td className={list.desktop}>
        <Order returned={returned} />
      </td>
      <td className={`${list.desktop} ${list.quiet} ${list.wrap}`}>{reason ?? "–"}</td>
      <td className={`${list.desktop} ${list.quiet}`}>
        <TimeAgo at={announcedAt} />
      </td>
      <td className="num">
        <Num value={quantity} />
      </td>
      <td>
        <Outcome returned={returned} onDecided={onDecided} />
      </td>
    </tr>
  );
}

function Order({ returned: { order, channel } }: { returned: ReturnRowFragment }) {
  return (
    <span className={list.channel} title={channel.name}>
      <PlatformMark platform={channel.platform} />
      {order ? (
        <Link className={list.link} href={orderPath(order.id)}>
          {order.name}
        </Link>
      ) : (
        channel.name
      )}
    </span>
  );
}

function Outcome({ returned, onDecided }: { returned: ReturnRowFragment; onDecided: () => void }) {
  const t = useTranslations("returns");
  const { decidedAt, decidedBy, restocked, unavailable, quantity, orderLine, error, toldAt, id } = returned;
  if (!decidedAt) {
    if (!orderLine) return <span className={`${list.quiet} ${list.wrap}`}>{t("noLine")}</span>;
    return (
      <span className={list.acts}>
        <FormPopover
          onDone={onDecided}
          size="compact-sm"
          label={t("decide.open")}
          longLabel={t("decide.openOne", { id })}
        >
          {(ends) => <DecideForm returned={returned} {...ends} />}
        </FormPopover>
      </span>
    );
  }
  const [sellable, aside] = [restocked ?? 0, unavailable ?? 0];
  return (
    <span className={list.wrap} title={decidedBy ?? undefined}>
      {t("outcome", { sellable, aside, none: quantity - sellable - aside })}{" "}
      {error && (
        <Tag tone="bad">
          <span title={error}>{t("notTold")}</span>
        </Tag>
      )}
      {!error && toldAt && <Tag tone="good">{t("told")}</Tag>}
    </span>
  );
}
