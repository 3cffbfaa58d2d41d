import { useLocale, useTranslations } from "next-intl";
import { BackLink } from "../../../../components/back-link.tsx";
import { OrderFlags } from "../../../../components/order/order-flags.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { PlatformMark } from "../../../../components/platform-mark.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import type { OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./order.module.css";
import { OrderActs } from "./order-acts.tsx";

/** Which order this is, its state, and what can be done with it. */
export function OrderHead({ order }: { order: OrderDetailFragment }) {
  const t = useTranslations("order");
  const locale = useLocale();
  const isOpen = order.fulfilledBy === "merchant" && order.lines.some(({ open }) => open > 0);
  return (
    <>
      <BackLink href="/orders">{t("back")}</BackLink>
      <PageHeader title={order.name}>{isOpen && <OrderActs order={order} />}</PageHeader>
      <div className={classes.facts}>
        <span className={classes.channel}>
          <PlatformMark platform={order.channel.platform} />
          {order.channel.name}
        </span>
        <OrderFlags order={order} />
        <span>{t.rich("placed", { at: () => <TimeAgo at={order.placedAt} /> })}</span>
        <span>{t.rich("imported", { at: () => <TimeAgo at={order.importedAt} /> })}</span>
        {order.country && <span>{t("country", { country: countryName(order.country, locale) })}</span>}
      </div>
    </>
  );
}

/** A country in the reader's language; its code where nobody has a name for it. */
function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
}
