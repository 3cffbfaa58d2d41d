import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer } from "../../../../components/change/answer.ts";
import { ChangeRefused } from "../../../../components/change/change-refused.tsx";
import { Choice } from "../../../../components/choice.tsx";
import { ProductPicker } from "../../../../components/product-picker.tsx";
import classes from "./product.module.css";
import type { Product } from "./product.ts";
import { type RecipePart, RecipeRow } from "./recipe-row.tsx";
import { RecipeSets } from "./recipe-sets.tsx";
import { useSaveRecipe } from "./use-save-recipe.ts";

interface Props {
  product: Product;
  onSaved: () => void;
  onCancel: () => void;
}

const policies = ["split", "one_parcel"] as const;

/** What is inside one set, and how many sets that would give, while one types. */
export function RecipeForm({ product, onSaved, onCancel }: Props) {
  const t = useTranslations("product.recipe");
  const words = useTranslations("product.parts.policies");
  const { recipe } = product;
  const [parts, setParts] = useState<RecipePart[]>(() => (recipe?.components ?? []).map(partOf));
  const [policy, setPolicy] = useState(recipe?.policy ?? "split");
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Exclude<Answer<never>, { kind: "done" }> | null>(null);
  const { save, end } = useSaveRecipe(product);
  const send = async (sending: Promise<Answer<object>>) => {
    setBusy(true);
    setRefused(null);
    const answer = await sending;
    setBusy(false);
    if (answer.kind === "done") onSaved();
    else setRefused(answer);
  };
  const add = (part: RecipePart) => setParts((now) => (now.some(({ id }) => id === part.id) ? now : [...now, part]));
  return (
    <div className={classes.recipe}>
      <p className={classes.quiet}>{t("text")}</p>
      {parts.map((part) => (
        <RecipeRow
          key={part.id}
          part={part}
          onQuantity={(quantity) =>
            setParts((now) => now.map((one) => (one.id === part.id ? { ...one, quantity } : one)))
          }
          onRemove={() => setParts((now) => now.filter((one) => one.id !== part.id))}
        />
      ))}
      <ProductPicker label={t("add")} withoutIds={[product.id]} onPick={(picked) => add({ ...picked, quantity: 1 })} />
      <Choice
        label={t("policy")}
        value={policy}
        choices={policies.map((value) => ({ value, label: words(value) }))}
        onChoose={setPolicy}
      />
      <RecipeSets productId={product.id} parts={parts} policy={policy} />
      {refused && <ChangeRefused answer={refused} />}
      <div className={classes.recipeActions}>
        {recipe && (
          <Button variant="default" loading={isBusy} onClick={() => send(end())}>
            {t("end")}
          </Button>
        )}
        <Button variant="default" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button loading={isBusy} disabled={parts.length === 0} onClick={() => send(save(parts, policy))}>
          {t("save")}
        </Button>
      </div>
    </div>
  );
}

function partOf({ product: { id, sku, title }, quantity }: NonNullable<Product["recipe"]>["components"][number]) {
  return { id, sku, title, quantity };
}
