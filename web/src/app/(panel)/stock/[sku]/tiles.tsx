import { useTranslations } from "next-intl";
import { LiveNumber } from "../../../../components/live-number.tsx";
import classes from "./product.module.css";
import type { Product } from "./product.ts";

/** The product's figures over all locations. */
export function Tiles({ product }: { product: Product }) {
  const t = useTranslations("product.tiles");
  const { onHand, unavailable, reserved, available, incoming } = product;
  const figures = product.isBundle
    ? [{ name: t("sets"), value: available, isMain: true }]
    : [
        { name: t("available"), value: available, isMain: true },
        { name: t("onHand"), value: onHand, isMain: false },
        { name: t("unavailable"), value: unavailable, isMain: false },
        { name: t("reserved"), value: reserved, isMain: false },
        { name: t("incoming"), value: incoming, isMain: false },
      ];
  return (
    <dl className={classes.tiles}>
      {figures.map(({ name, value, isMain }) => (
        <div key={name} className={classes.tile} data-main={isMain || undefined}>
          <dt>{name}</dt>
          <dd>
            <LiveNumber value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
