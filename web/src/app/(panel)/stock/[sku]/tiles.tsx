import { useTranslations } from "next-intl";
import { LiveNumber } from "../../../../components/live-number.tsx";
import { Num } from "../../../../components/num.tsx";
import classes from "./product.module.css";
import type { Product } from "./product.ts";
import { ReorderPoint } from "./reorder-point.tsx";

/** The product's figures over all locations. */
export function Tiles({ product }: { product: Product }) {
  const t = useTranslations("product.tiles");
  const cover = useTranslations("product.cover");
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
      <div className={classes.tile} data-low={product.isLow || undefined}>
        <dt>{cover("days")}</dt>
        <dd>
          <Num
            value={
              product.daysOfCover === null || product.daysOfCover === undefined ? null : Math.floor(product.daysOfCover)
            }
          />
        </dd>
      </div>
      {!product.isBundle && (
        <div className={classes.tile} data-low={product.isLow || undefined}>
          <dt>{cover("reorderPoint")}</dt>
          <dd>
            <ReorderPoint product={product} />
          </dd>
        </div>
      )}
    </dl>
  );
}
