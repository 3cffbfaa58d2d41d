import Link from "next/link";
import { useNow, useTranslations } from "next-intl";
import { FormPopover } from "../../../components/form-popover.tsx";
import { ExtendForm } from "../../../components/holds/extend-form.tsx";
import list from "../../../components/list.module.css";
import { Moment } from "../../../components/moment.tsx";
import { Actor } from "../../../components/movement/actor.tsx";
import { Num } from "../../../components/num.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { Tag } from "../../../components/tag.tsx";
import type { HoldRowFragment } from "../../../graphql/generated/graphql.ts";
import { productPath } from "../../../routes.ts";

/** Who soon gets nothing any more should be seen in time. */
const soonMs = 3_600_000;

/** One hold: for whom, what, from where, until when. */
export function HoldTableRow({ hold, onChanged }: { hold: HoldRowFragment; onChanged: () => void }) {
  const t = useTranslations("holds");
  return (
    <tr data-hold={hold.reference}>
      <td className={list.wrap}>
        <span className={list.name}>{hold.reference}</span>
        <span className={list.phone}>
          <Source hold={hold} />
          <br />
          <Until hold={hold} />
        </span>
      </td>
      <td className="wide">
        {hold.lines.map(({ product, quantity }) => (
          <div key={product.id}>
            <Num value={quantity} /> ×{" "}
            <Link className={list.link} href={productPath(product.sku)}>
              {product.title}
            </Link>
          </div>
        ))}
      </td>
      <td className={list.desktop}>
        <Source hold={hold} />
      </td>
      <td className={list.desktop}>
        <Until hold={hold} />
      </td>
      <td className={`${list.desktop} ${list.quiet}`}>
        <Actor actor={hold.actor} />
      </td>
      <td>
        {!hold.endedAs && (
          <span className={list.acts}>
            <FormPopover
              onDone={onChanged}
              size="compact-sm"
              variant="default"
              label={t("change.open")}
              longLabel={t("change.openOne", { reference: hold.reference })}
            >
              {(ends) => <ExtendForm hold={hold} {...ends} />}
            </FormPopover>
          </span>
        )}
      </td>
    </tr>
  );
}

function Source({ hold: { channel, location } }: { hold: HoldRowFragment }) {
  if (!channel) return <>{location?.name}</>;
  return (
    <span className={list.channel}>
      <PlatformMark platform={channel.platform} />
      {channel.name}
    </span>
  );
}

function Until({ hold: { expiresAt, endedAs } }: { hold: HoldRowFragment }) {
  const t = useTranslations("holds");
  const now = useNow({ updateInterval: 10_000 });
  if (endedAs) return <Tag tone="plain">{t(`ends.${endedAs}`)}</Tag>;
  const left = new Date(expiresAt).getTime() - now.getTime();
  if (left <= 0) return <Tag tone="plain">{t("ends.expired")}</Tag>;
  return (
    <>
      <Moment at={expiresAt} /> {left < soonMs && <Tag tone="warn">{t("soon")}</Tag>}
    </>
  );
}
