import { useDebouncedValue } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useQuery } from "urql";
import type { BundlePolicy } from "../../../../graphql/generated/graphql.ts";
import { RecipePreview } from "../../../../graphql/recipe.ts";
import classes from "./product.module.css";
import type { RecipePart } from "./recipe-row.tsx";

interface Props {
  productId: string;
  parts: readonly RecipePart[];
  policy: BundlePolicy;
}

/** How many sets the recipe would give now, and the component that limits them; or why it could not be. */
export function RecipeSets({ productId, parts, policy }: Props) {
  const t = useTranslations("product.recipe");
  const wish = useMemo(() => {
    const components = parts.map(({ id, quantity }) => ({ productId: id, quantity }));
    return { productId, components, policy };
  }, [productId, parts, policy]);
  const [variables] = useDebouncedValue(wish, 250);
  const [{ data }] = useQuery({ query: RecipePreview, variables, pause: variables.components.length === 0 });
  const preview = data?.recipePreview;
  if (parts.length === 0) return <p className={classes.quiet}>{t("none")}</p>;
  if (!preview) return <p className={classes.quiet}>…</p>;
  if ("code" in preview) return <p role="alert">{preview.message}</p>;
  const { sets, limiting } = preview;
  return <p role="status">{limiting ? t("limited", { sets, sku: limiting.sku }) : t("sets", { sets })}</p>;
}
