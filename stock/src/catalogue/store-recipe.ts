import { newId } from "../new-id.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Part, Recipe } from "../state.ts";

/** Makes the next version of a product's recipe its current one; null: it has none from now on. Older versions stay. */
export async function storeRecipe(
  db: Db,
  productId: string,
  recipe: { components: Part[]; policy: Recipe["policy"] } | null,
  at: Date,
): Promise<void> {
  const recipeId = recipe && newId();
  if (recipe) {
    await rowsOf(
      db,
      "catalogue-recipe",
      `insert into recipe (id, product_id, version, policy, created_at)
       select $1, $2, 1 + coalesce((select max(version) from recipe where product_id = $2), 0), $3, $4`,
      [recipeId, productId, recipe.policy, at],
    );
    await rowsOf(
      db,
      "catalogue-components",
      `insert into component (recipe_id, product_id, quantity)
       select $1, part, sum(quantity) from unnest($2::uuid[], $3::int[]) as p(part, quantity) group by part`,
      [recipeId, recipe.components.map((part) => part.productId), recipe.components.map((part) => part.quantity)],
    );
  }
  await rowsOf(db, "catalogue-current", "update product set current_recipe_id = $1, updated_at = $3 where id = $2", [
    recipeId,
    productId,
    at,
  ]);
}
