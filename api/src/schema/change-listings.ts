import { acceptSuggestions, changeListings, type ListingWish, wishesMax } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";
import { Listing } from "./listing.ts";
import { ListingsResult } from "./listings-changed.ts";
import { Product } from "./product.ts";
import { refusalOf } from "./refusal.ts";

const ListingWishKind = builder.enumType("ListingWishKind", {
  description: "What is wanted of a listing.",
  values: {
    link: { description: "It shows `productId`." },
    accept: { description: "It shows what is suggested; with `productId`, only if that is still what is suggested." },
    unlink: { description: "It shows nothing; a match is suggested again, and never made by itself." },
    ignore: { description: "It shows nothing, and nothing is suggested for it." },
  } as const,
});

const ListingWishInput = builder.inputType("ListingWishInput", {
  description: "What is wanted of one listing.",
  fields: (t) => ({
    listingId: t.globalID({ for: Listing, required: true, description: "Which listing." }),
    kind: t.field({ type: ListingWishKind, required: true, description: "What is wanted." }),
    productId: t.globalID({
      for: Product,
      description: "With link: the product. With accept: the suggestion that was seen.",
    }),
    packSize: t.int({
      description:
        "Units of the product in one unit of the listing; above 1 a bundle of so many is found or made. 1 when left out.",
    }),
  }),
});

const ChangeListingsInput = builder.inputType("ChangeListingsInput", {
  description: "An act on listings.",
  fields: (t) => ({
    key: t.string({ required: true, description: "Names this one act for ever. Sent again it changes nothing more." }),
    wishes: t.field({ type: [ListingWishInput], required: true, description: `1–${wishesMax}, each listing once.` }),
  }),
});

builder.mutationField("changeListings", (t) =>
  t.field({
    type: ListingsResult,
    description:
      "Links, unlinks or ignores listings: a result for each, a refused one stops no other. Can be undone as one act.",
    args: { input: t.arg({ type: ChangeListingsInput, required: true, description: "What is wanted." }) },
    resolve: async (_root, { input: { key, wishes } }, { primary, actor }) => {
      if (wishes.length < 1 || wishes.length > wishesMax) {
        throw badInput(`wishes must be 1–${wishesMax}, got ${wishes.length}`);
      }
      const asked = { key, actor: ledgerName(actor), wishes: wishes.map(wishOf) };
      const changed = await changeListings(primary.pool, asked, new Date());
      return changed.kind === "refused" ? refusalOf(changed) : changed;
    },
  }),
);

interface GivenWish {
  listingId: { id: string };
  kind: ListingWish["kind"];
  productId?: { id: string } | null | undefined;
  packSize?: number | null | undefined;
}

function wishOf({ listingId: { id: listingId }, kind, productId, packSize }: GivenWish): ListingWish {
  const units = packSize ?? 1;
  switch (kind) {
    case "link":
      if (!productId) throw badInput("productId must be given to link a listing");
      return { kind, listingId, productId: productId.id, packSize: units };
    case "accept":
      return { kind, listingId, ...(productId && { seen: { productId: productId.id, packSize: units } }) };
    case "unlink":
    case "ignore":
      return { kind, listingId };
  }
}

builder.mutationField("acceptSuggestions", (t) =>
  t.field({
    type: ListingsResult,
    description: `Accepts the surest suggestions, ${wishesMax} at most: call it again with another key until it changes none.`,
    args: {
      key: t.arg.string({ required: true, description: "Names this one act for ever." }),
      channelId: t.arg.globalID({ for: Channel, description: "Only those of one channel." }),
      confidenceMin: t.arg.int({ required: true, description: "1–100; less sure suggestions wait on." }),
    },
    resolve: async (_root, { key, channelId, confidenceMin }, { primary, actor }) => {
      const asked = { key, actor: ledgerName(actor), channelId: channelId?.id ?? null, confidenceMin };
      const changed = await acceptSuggestions(primary.pool, asked, new Date());
      return changed.kind === "refused" ? refusalOf(changed) : changed;
    },
  }),
);
