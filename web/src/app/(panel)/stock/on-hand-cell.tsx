import { IconPencil } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { ChangePopover } from "../../../components/change/change-popover.tsx";
import { LiveNumber } from "../../../components/live-number.tsx";
import type { StockRowFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./stock.module.css";

/** Units on hand; opens the form that adjusts them. A bundle has none of its own. */
export function OnHandCell({ product }: { product: StockRowFragment }) {
  const t = useTranslations("stock");
  if (product.isBundle) return <LiveNumber value={null} />;
  return (
    <ChangePopover sku={product.sku} verb="adjust" position="bottom-end">
      <button type="button" className={classes.edit} aria-label={t("adjust", { sku: product.sku })} data-row-adjust>
        <IconPencil size={13} stroke={1.75} aria-hidden="true" />
        <LiveNumber value={product.onHand} />
      </button>
    </ChangePopover>
  );
}
