import { addProducts } from "@stockpool/stock";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { ComponentInput } from "./component-input.ts";
import { Product } from "./product.ts";
import { BundlePolicy } from "./recipe.ts";
import { Refusal, refusalOf } from "./refusal.ts";

const productsMax = 1000;

const NewProductInput = builder.inputType("NewProductInput", {
  description: "A product to add; with components it is a bundle.",
  fields: (t) => ({
    sku: t.string({ required: true, description: "The merchant's own number; unique, letter for letter." }),
    title: t.string({ required: true, description: "What people call it." }),
    barcodes: t.stringList({ description: "Its GTINs (EAN, UPC …) as they are printed; listings are linked by them." }),
    components: t.field({ type: [ComponentInput], description: "What is inside, of products that exist." }),
    policy: t.field({
      type: BundlePolicy,
      description: "Where components of one set may come from; split when left out.",
    }),
  }),
});

const AddProductsInput = builder.inputType("AddProductsInput", {
  description: "Products to add.",
  fields: (t) => ({
    products: t.field({ type: [NewProductInput], required: true, description: `1–${productsMax} of them.` }),
  }),
});

const AddedProduct = builder.objectRef<{ kind: "added"; productId: string }>("AddedProduct").implement({
  description: "A product that was added.",
  fields: (t) => ({
    product: t.prismaField({
      type: Product,
      description: "The product.",
      resolve: (query, { productId }, _args, context) =>
        context.reads.prisma.product.findUniqueOrThrow({ ...query, where: { id: productId } }),
    }),
  }),
});

const AddProductResult = builder.unionType("AddProductResult", {
  description: "A product that was added, or why it was not.",
  types: [AddedProduct, Refusal],
  resolveType: ({ kind }) => (kind === "added" ? "AddedProduct" : "Refusal"),
});

builder.mutationField("addProducts", (t) =>
  t.field({
    type: [AddProductResult],
    description: "Adds products: a result for each, in their order. A refused one stops no other.",
    args: { input: t.arg({ type: AddProductsInput, required: true, description: "What to add." }) },
    resolve: async (_root, { input: { products } }, context) => {
      if (products.length < 1 || products.length > productsMax) {
        throw badInput(`products must be 1–${productsMax}, got ${products.length}`);
      }
      const news = products.map(({ sku, title, barcodes, components, policy }) => ({
        ...{ sku, title, barcodes: barcodes ?? [], policy: policy ?? ("split" as const) },
        components: (components ?? []).map(({ productId, quantity }) => ({ productId: productId.id, quantity })),
      }));
      const added = await addProducts(context.primary.pool, news);
      return added.map((one) => (one.kind === "added" ? one : refusalOf(one)));
    },
  }),
);
