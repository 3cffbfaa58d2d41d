import type { MatchReason as Reason } from "@stockpool/stock";
import { z } from "zod";
import { builder } from "../builder.ts";
import { Listing } from "./listing.ts";
import { Product } from "./product.ts";

const reasons = {
  barcode: { description: "The barcode is the product's, and no other listing of the channel has it." },
  barcode_of_several: { description: "The barcode is the product's; several listings of the channel have it." },
  barcode_spelling: { description: "The barcode is the product's without spaces, or with the zeros that were lost." },
  barcode_in_sku: { description: "The product's barcode stands in the SKU." },
  alias: { description: "A person said before that this code is the product's." },
  sku: { description: "The SKU is the product's." },
  sku_spelling: { description: "The SKU is the product's but for case, spaces or leading zeros." },
  sku_in_barcode: { description: "The product's SKU stands in the barcode." },
  pack_in_sku: { description: "The SKU is the product's with a number of units." },
  pack_in_title: { description: "The title names a number of units that the product's does not." },
} as const satisfies Record<Reason, { description: string }>;

const MatchReason = builder.enumType("MatchReason", { description: "What speaks for a match.", values: reasons });

interface Match {
  productId: string;
  packSize: number;
  reason: Reason;
  confidence: number;
}

const ListingMatch = builder.objectRef<Match>("ListingMatch").implement({
  description: "A product that a listing could be.",
  fields: (t) => ({
    product: t.prismaField({
      type: Product,
      description: "The product.",
      resolve: (query, { productId }, _args, context) =>
        context.reads.prisma.product.findUniqueOrThrow({ ...query, where: { id: productId } }),
    }),
    packSize: t.exposeInt("packSize", {
      description: "Units of the product in one unit of the listing; above 1 it is linked with a bundle of so many.",
    }),
    reason: t.field({ type: MatchReason, description: "What speaks for it.", resolve: ({ reason }) => reason }),
    confidence: t.exposeInt("confidence", { description: "1–100: how sure that is." }),
  }),
});

const candidates = z.array(
  z.object({
    productId: z.uuid(),
    packSize: z.int(),
    reason: z.custom<Reason>((value) => typeof value === "string" && value in reasons),
    confidence: z.int(),
  }),
);

builder.prismaObjectFields(Listing, (t) => ({
  suggestion: t.field({
    type: ListingMatch,
    nullable: true,
    description: "What waits for a person's yes, while it is suggested.",
    select: { suggestedId: true, packSize: true, matchReason: true, confidence: true },
    resolve: ({ suggestedId, packSize, matchReason, confidence }) =>
      suggestedId && matchReason
        ? { productId: suggestedId, packSize: packSize ?? 1, reason: matchReason, confidence: confidence ?? 1 }
        : null,
  }),
  candidates: t.field({
    type: [ListingMatch],
    description: "While it is in conflict: all that it could be, the surest first.",
    select: { candidates: true },
    resolve: (listing) => candidates.parse(listing.candidates ?? []),
  }),
  vanishedAt: t.field({
    type: "DateTime",
    nullable: true,
    description: "Since when the platform no longer has it; null while it does. It is never deleted.",
    select: { vanishedAt: true },
    resolve: ({ vanishedAt }) => vanishedAt,
  }),
}));
