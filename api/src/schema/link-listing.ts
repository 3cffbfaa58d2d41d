import { linkListing } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { builder } from "../builder.ts";
import { Listing } from "./listing.ts";
import { Product } from "./product.ts";
import { Refusal, refusalOf } from "./refusal.ts";

const ListingChanged = builder.objectRef<{ kind: "linked"; listingId: string }>("ListingChanged").implement({
  description: "The change was made; this is how the listing is now.",
  fields: (t) => ({
    listing: t.prismaField({
      type: Listing,
      description: "The listing.",
      resolve: (query, { listingId }, _args, context) =>
        context.reads.prisma.listing.findUniqueOrThrow({ ...query, where: { id: listingId } }),
    }),
  }),
});

const LinkListingResult = builder.unionType("LinkListingResult", {
  description: "The listing, or why it was not changed.",
  types: [ListingChanged, Refusal],
  resolveType: ({ kind }) => (kind === "linked" ? "ListingChanged" : "Refusal"),
});

builder.mutationField("linkListing", (t) =>
  t.field({
    type: LinkListingResult,
    description:
      "Links a listing with a product: it is published, and order lines that waited for it reserve at once. Lines that had a product keep it.",
    args: {
      listingId: t.arg.globalID({ for: Listing, required: true, description: "Which listing." }),
      productId: t.arg.globalID({
        for: Product,
        description: "What it shows from now on. Null or left out: nothing; it is ignored until it is linked again.",
      }),
    },
    resolve: async (_root, { listingId, productId }, { primary, actor }) => {
      const link = { listingId: listingId.id, productId: productId?.id ?? null, actor: ledgerName(actor) };
      const linked = await linkListing(primary.pool, link, new Date());
      return linked.kind === "linked" ? linked : refusalOf(linked);
    },
  }),
);
