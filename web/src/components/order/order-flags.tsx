import { useTranslations } from "next-intl";
import type { OrderRowFragment, OrderStatus } from "../../graphql/generated/graphql.ts";
import { Tag, type Tone } from "../tag.tsx";
import classes from "./order-flags.module.css";

const tones: Record<OrderStatus, Tone> = {
  open: "accent",
  part_shipped: "accent",
  shipped: "good",
  cancelled: "plain",
  short: "bad",
  unlinked: "bad",
};

/** The state of an order; what a person must look at is said aloud, with how much of it. */
export function OrderFlags({ order }: { order: OrderRowFragment }) {
  const t = useTranslations("orders");
  const units = order.lines.reduce((sum, line) => sum + line.shortageUnits, 0);
  const lines = order.lines.filter(({ product }) => !product).length;
  const isSaid = (order.status === "short" && units > 0) || (order.status === "unlinked" && lines > 0);
  return (
    <span className={classes.flags}>
      {!isSaid && <Tag tone={tones[order.status]}>{t(`statuses.${order.status}`)}</Tag>}
      {units > 0 && <Tag tone="bad">{t("short", { units })}</Tag>}
      {lines > 0 && <Tag tone="bad">{t("unlinked", { lines })}</Tag>}
      {order.fulfilledBy === "platform" && <Tag tone="plain">{t("byPlatform")}</Tag>}
    </span>
  );
}
