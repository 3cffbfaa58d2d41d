import { type Refused, refused } from "../outcome.ts";
import { isQuantity, quantityMax } from "../quantity.ts";
import type { Part, Recipe } from "../state.ts";
import { componentsMax } from "./limits.ts";

/** Rows of one product added up. */
export function addUp(components: Part[]): Part[] {
  const units = new Map<string, number>();
  for (const { productId, quantity } of components) units.set(productId, (units.get(productId) ?? 0) + quantity);
  return [...units].map(([productId, quantity]) => ({ productId, quantity }));
}

/** Why these could not be the components of a recipe, whatever the products are; null when they could. */
export function refuseComponents(components: Part[]): Refused | null {
  if (components.length < 1 || components.length > componentsMax) {
    return refused("recipe_too_large", `a recipe must have 1–${componentsMax} components, got ${components.length}`);
  }
  const wrong = components.find(({ quantity }) => !isQuantity(quantity, 1));
  if (!wrong) return null;
  return refused("quantity_out_of_range", `quantity of a component must be 1–${quantityMax}, got ${wrong.quantity}`);
}

/** Whether a product's recipe says that already; null: no bundle. */
export function isSameRecipe(recipe: Recipe | null, components: Part[] | null, policy: Recipe["policy"]): boolean {
  if (!recipe || !components) return !recipe && !components;
  if (recipe.policy !== policy || recipe.components.length !== components.length) return false;
  const now = new Map(recipe.components.map((part) => [part.productId, part.quantity]));
  return components.every((part) => now.get(part.productId) === part.quantity);
}
