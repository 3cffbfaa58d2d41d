import { liftRestriction, type RestrictionChange, restrictProduct } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { readUuid } from "../node-id.ts";
import { Location } from "./location.ts";
import { Product } from "./product.ts";
import { Refusal, refusalOf } from "./refusal.ts";

const ShippingRestriction = builder.prismaObject("ShippingRestriction", {
  description: "Forbids a product to leave a location, to go to a country, or to go from the one to the other.",
  fields: (t) => ({
    id: t.exposeID("id", { description: "Unique among restrictions." }),
    location: t.relation("location", { nullable: true, description: "From there; null: from everywhere." }),
    country: t.exposeString("country", { nullable: true, description: "To there; null: to every country." }),
  }),
});

builder.prismaObjectField(Product, "restrictions", (t) =>
  t.field({
    type: [ShippingRestriction],
    description: "Where it may not be sent from, or to.",
    select: (_args, _context, nested) => ({ restrictions: nested(true) }),
    resolve: ({ restrictions }) => restrictions,
  }),
);

const RestrictProductInput = builder.inputType("RestrictProductInput", {
  description:
    "A location that the product may not leave, a country that it may not go to, or both: from there to there.",
  fields: (t) => ({
    productId: t.globalID({
      for: Product,
      required: true,
      description: "Of what; of a bundle restrict the components.",
    }),
    locationId: t.globalID({ for: Location, description: "From there; from everywhere when left out." }),
    country: t.string({ description: "To there: ISO 3166-1 alpha-2; to every country when left out." }),
  }),
});

interface Changed {
  kind: "restriction_changed";
  productId: string;
}

const RestrictionChanged = builder.objectRef<Changed>("RestrictionChanged").implement({
  description: "It was done, and the product is published anew.",
  fields: (t) => ({
    product: t.prismaField({
      type: Product,
      description: "The product as it is now.",
      resolve: (query, { productId }, _args, context) =>
        context.reads.prisma.product.findUniqueOrThrow({ ...query, where: { id: productId } }),
    }),
  }),
});

const RestrictionResult = builder.unionType("RestrictionResult", {
  description: "The product with its restrictions, or why nothing was done.",
  types: [RestrictionChanged, Refusal],
  resolveType: ({ kind }) => (kind === "restriction_changed" ? "RestrictionChanged" : "Refusal"),
});

builder.mutationField("restrictProduct", (t) =>
  t.field({
    type: RestrictionResult,
    description: "Forbids a product to leave a location or to go to a country. What is reserved already stays.",
    args: { input: t.arg({ type: RestrictProductInput, required: true, description: "What to forbid." }) },
    resolve: async (_root, { input: { productId, locationId, country } }, { primary }) =>
      answer(
        await restrictProduct(
          primary.pool,
          { productId: productId.id, locationId: locationId?.id ?? null, country: country ?? null },
          new Date(),
        ),
      ),
  }),
);

builder.mutationField("liftRestriction", (t) =>
  t.field({
    type: RestrictionResult,
    description: "Takes a shipping restriction away; orders that were short because of it are filled first.",
    args: { restrictionId: t.arg.id({ required: true, description: "Which restriction." }) },
    resolve: async (_root, { restrictionId }, { primary }) =>
      answer(await liftRestriction(primary.pool, readUuid(restrictionId), new Date())),
  }),
);

function answer(change: RestrictionChange) {
  return change.kind === "refused" ? refusalOf(change) : change;
}
