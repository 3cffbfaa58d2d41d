import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { BackLink } from "../../../../components/back-link.tsx";
import { ChangePopover } from "../../../../components/change/change-popover.tsx";
import { FormPopover } from "../../../../components/form-popover.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { SetAsideForm } from "../../../../components/set-aside/set-aside-form.tsx";
import { Tag } from "../../../../components/tag.tsx";
import classes from "./product.module.css";
import type { Product } from "./product.ts";
import { RecipeEditor } from "./recipe-editor.tsx";

/** Which product this is, and what can be done with its stock. */
export function ProductHead({ product, onChanged }: { product: Product; onChanged: () => void }) {
  const t = useTranslations("product");
  const aside = useTranslations("setAside");
  return (
    <>
      <BackLink href="/stock">{t("back")}</BackLink>
      <PageHeader title={product.title}>
        {mayBeBundle(product) && <RecipeEditor product={product} onSaved={onChanged} />}
        {!product.isBundle && (
          <>
            {product.levels.length > 0 && (
              <FormPopover onDone={onChanged} variant="default" label={aside("open")}>
                {(ends) => <SetAsideForm productId={product.id} levels={product.levels} {...ends} />}
              </FormPopover>
            )}
            <ChangePopover sku={product.sku} verb="adjust">
              <Button variant="default">{t("adjust")}</Button>
            </ChangePopover>
            <ChangePopover sku={product.sku} verb="receive">
              <Button>{t("receive")}</Button>
            </ChangePopover>
          </>
        )}
      </PageHeader>
      <p className={classes.identity}>
        <span className="code">{product.sku}</span>
        <span className="code">{product.barcodes.join(", ") || t("noBarcode")}</span>
        {product.isBundle && <Tag tone="plain">{t("bundle")}</Tag>}
        {product.shortageUnits > 0 && <Tag tone="bad">{t("oversold", { units: product.shortageUnits })}</Tag>}
      </p>
    </>
  );
}

/** Units of a plain product cannot become units of a bundle. */
function mayBeBundle({ isBundle, onHand, reserved, incoming, shortageUnits }: Product): boolean {
  return isBundle || [onHand, reserved, incoming, shortageUnits].every((units) => !units);
}
