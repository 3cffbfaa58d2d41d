import { ActionIcon, NumberInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import classes from "./form.module.css";
import { type PickedProduct, ProductPicker } from "./product-picker.tsx";

/** A product and its units. */
export interface ProductLine extends PickedProduct {
  quantity: number;
}

interface Props {
  lines: readonly ProductLine[];
  /** False: products without a number. */
  hasUnits?: boolean;
  /** Said below the picker. */
  error?: string | undefined;
  onChange: (lines: ProductLine[]) => void;
}

/** Products, each once, with their units; and the field that adds one more. */
export function ProductLines({ lines, hasUnits = true, error, onChange }: Props) {
  const t = useTranslations("productPicker");
  const change = (id: string, quantity: number) =>
    onChange(lines.map((line) => (line.id === id ? { ...line, quantity } : line)));
  return (
    <div className={classes.lines}>
      {lines.map(({ id, sku, title, quantity }) => (
        <div key={id} className={classes.line} data-bare={hasUnits ? undefined : true} data-sku={sku}>
          <span className={classes.what}>
            <span className={classes.name}>{title}</span>
            <span className={`code ${classes.quiet}`}>{sku}</span>
          </span>
          {hasUnits && (
            <NumberInput
              aria-label={t("units", { sku })}
              min={1}
              allowDecimal={false}
              allowNegative={false}
              hideControls
              value={quantity}
              onChange={(value) => change(id, Math.max(1, Number(value)))}
            />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("remove", { sku })}
            onClick={() => onChange(lines.filter((line) => line.id !== id))}
          >
            <IconX size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      <ProductPicker
        label={t(lines.length === 0 ? "first" : "another")}
        withoutIds={lines.map(({ id }) => id)}
        error={error}
        onPick={(product) => onChange([...lines, { ...product, quantity: 1 }])}
      />
    </div>
  );
}
