import { addAlias, removeAlias } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { builder } from "../builder.ts";
import { Product } from "./product.ts";
import { Refusal, refusalOf } from "./refusal.ts";

const Alias = builder.prismaObject("Alias", {
  description: "Another code of a product: an old SKU, a supplier's number, the barcode of a case.",
  select: { codeKey: true },
  fields: (t) => ({
    code: t.exposeString("code", {
      description: "As it was written; case, spaces and leading zeros make no difference.",
    }),
    packSize: t.exposeInt("packSize", { description: "Units of the product that the code stands for." }),
    madeBy: t.exposeString("madeBy", { description: "Who said so." }),
  }),
});

builder.prismaObjectFields(Product, (t) => ({
  aliases: t.relation("aliases", {
    type: Alias,
    description: "Its other codes.",
    query: { orderBy: { codeKey: "asc" } },
  }),
}));

const ProductCodesChanged = builder.objectRef<{ kind: "done"; productId: string }>("ProductCodesChanged").implement({
  description: "The product with its codes as they are now.",
  fields: (t) => ({
    product: t.prismaField({
      type: Product,
      description: "The product.",
      resolve: (query, { productId }, _args, context) =>
        context.reads.prisma.product.findUniqueOrThrow({ ...query, where: { id: productId } }),
    }),
  }),
});

const AliasResult = builder.unionType("AliasResult", {
  description: "The product, or why nothing was done.",
  types: [ProductCodesChanged, Refusal],
  resolveType: ({ kind }) => (kind === "done" ? "ProductCodesChanged" : "Refusal"),
});

builder.mutationField("addAlias", (t) =>
  t.field({
    type: AliasResult,
    description: "Gives a product another code; listings are matched by it from the next import or `matchListings` on.",
    args: {
      productId: t.arg.globalID({ for: Product, required: true, description: "Whose code it is." }),
      code: t.arg.string({ required: true, description: "The code." }),
      packSize: t.arg.int({ description: "Units that it stands for; 1 when left out." }),
    },
    resolve: async (_root, { productId: { id }, code, packSize }, { primary, actor }) => {
      const alias = { code, productId: id, packSize: packSize ?? 1, actor: ledgerName(actor) };
      const added = await addAlias(primary.pool, alias, new Date());
      return added.kind === "refused" ? refusalOf(added) : { kind: "done" as const, productId: id };
    },
  }),
);

builder.mutationField("removeAlias", (t) =>
  t.field({
    type: "Boolean",
    description: "Takes a code back; what was linked by it stays linked. Harmless to repeat.",
    args: { code: t.arg.string({ required: true, description: "The code." }) },
    resolve: async (_root, { code }, { primary }) => {
      await removeAlias(primary.pool, code);
      return true;
    },
  }),
);
