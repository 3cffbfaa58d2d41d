import type pg from "pg";
import { apply } from "../apply.ts";
import { newId } from "../new-id.ts";
import { type Refused, refused } from "../outcome.ts";
import { type Db, rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { announce } from "../write/announcement.ts";
import { refuseCountries } from "./location-fields.ts";

/** Forbids a product to leave a location, to go to a country, or to go from that location to that country. */
export interface NewRestriction {
  productId: string;
  /** Null: from every location. */
  locationId: string | null;
  /** Null: to every country. */
  country: string | null;
}

export type RestrictionChange = { kind: "restriction_changed"; productId: string } | Refused;

/** Adds a restriction, and publishes the product and what holds it anew at once. What is reserved stays. Safe to repeat. */
export async function restrictProduct(pool: pg.Pool, wish: NewRestriction, at: Date): Promise<RestrictionChange> {
  const { productId, locationId, country } = wish;
  if (locationId === null && country === null) {
    return refused("restriction_not_valid", "a restriction must name a location, a country, or both, got neither");
  }
  const wrong = refuseCountries(country === null ? [] : [country]);
  if (wrong) return wrong;
  return transact(pool, async (tx) => {
    const refusal = await refuseWish(tx, wish);
    if (refusal) return refusal;
    await rowsOf(
      tx,
      "catalogue-restrict",
      `insert into shipping_restriction (id, product_id, location_id, country) select $1, $2, $3, $4
       where not exists (select from shipping_restriction where product_id = $2
         and location_id is not distinct from $3 and country is not distinct from $4)`,
      [newId(), productId, locationId, country],
    );
    return republished(tx, productId, at);
  });
}

/** Takes a restriction away; orders that were short because of it are filled first. */
export async function liftRestriction(pool: pg.Pool, restrictionId: string, at: Date): Promise<RestrictionChange> {
  return transact(pool, async (tx) => {
    const [gone] = await rowsOf<{ productId: string }>(
      tx,
      "catalogue-lift",
      `delete from shipping_restriction where id = $1 returning product_id as "productId"`,
      [restrictionId],
    );
    if (!gone) return refused("restriction_not_found", `there is no restriction ${restrictionId}`);
    return republished(tx, gone.productId, at);
  });
}

async function republished(tx: Db, productId: string, at: Date): Promise<RestrictionChange> {
  await apply(tx, [{ verb: "republish", productIds: [productId] }], at);
  await announce(tx, { products: [productId] });
  return { kind: "restriction_changed", productId };
}

/** The product is locked, so that it does not become a bundle meanwhile, and the same restriction is not added twice. */
async function refuseWish(db: Db, { productId, locationId }: NewRestriction): Promise<Refused | null> {
  const [product] = await rowsOf<{ sku: string; isBundle: boolean }>(
    db,
    "catalogue-lock-product",
    `select sku, current_recipe_id is not null as "isBundle" from product where id = $1 for no key update`,
    [productId],
  );
  if (!product) return refused("product_not_found", `there is no product ${productId}`);
  if (product.isBundle) {
    return refused("product_is_bundle", `${product.sku} is a bundle: restrict its components instead`);
  }
  if (locationId === null) return null;
  const known = await rowsOf(db, "catalogue-location", "select from location where id = $1", [locationId]);
  return known.length > 0 ? null : refused("location_not_found", `there is no location ${locationId}`);
}
