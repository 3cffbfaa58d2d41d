import { ActionIcon, NumberInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import classes from "./product.module.css";

/** A product in a recipe that is being edited. */
export interface RecipePart {
  id: string;
  sku: string;
  title: string;
  quantity: number;
}

interface Props {
  part: RecipePart;
  onQuantity: (quantity: number) => void;
  onRemove: () => void;
}

/** One component: what it is, and how many of it are in a set. */
export function RecipeRow({ part, onQuantity, onRemove }: Props) {
  const t = useTranslations("product.recipe");
  return (
    <div className={classes.recipeRow}>
      <span>
        <span className={classes.name}>{part.title}</span> <span className={`code ${classes.quiet}`}>{part.sku}</span>
      </span>
      <NumberInput
        aria-label={t("quantity", { sku: part.sku })}
        min={1}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={part.quantity}
        onChange={(value) => onQuantity(Math.max(1, Number(value)))}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={t("remove", { sku: part.sku })} onClick={onRemove}>
        <IconX size={16} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
