import type { ChangedListings, ChangedRow, UndoneAct } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { encodeNodeId } from "../node-id.ts";
import { Refusal, refusalOf } from "./refusal.ts";

const ListingResult = builder.objectRef<ChangedRow>("ListingResult").implement({
  description: "What became of one listing of an act.",
  fields: (t) => ({
    listingId: t.id({ description: "Which listing.", resolve: ({ listingId }) => encodeNodeId("Listing", listingId) }),
    isChanged: t.boolean({
      description: "False: it was so already, or it was refused.",
      resolve: ({ kind }) => kind === "changed",
    }),
    refusal: t.field({
      type: Refusal,
      nullable: true,
      description: "Why it was not changed; null otherwise.",
      resolve: (row) => (row.kind === "refused" ? refusalOf(row) : null),
    }),
  }),
});

const ListingsChanged = builder.objectRef<ChangedListings | UndoneAct>("ListingsChanged").implement({
  description: "The act was done, row by row.",
  fields: (t) => ({
    actId: t.id({
      description: "Names the act, to undo it.",
      resolve: ({ actId }) => encodeNodeId("ListingAct", actId),
    }),
    isRepeated: t.boolean({
      description: "True: it was done before, and this is what was answered then.",
      resolve: (act) => act.kind === "listings_changed" && act.isRepeated,
    }),
    changed: t.int({
      description: "How many listings were changed.",
      resolve: ({ results }) => results.filter(({ kind }) => kind === "changed").length,
    }),
    refused: t.int({
      description: "How many were refused.",
      resolve: ({ results }) => results.filter(({ kind }) => kind === "refused").length,
    }),
    results: t.field({
      type: [ListingResult],
      description: "In the order asked for.",
      resolve: ({ results }) => results,
    }),
  }),
});

/** What every act on listings answers. */
export const ListingsResult = builder.unionType("ListingsResult", {
  description: "What became of each listing, or why the act as a whole was refused.",
  types: [ListingsChanged, Refusal],
  resolveType: ({ kind }) => (kind === "refused" ? "Refusal" : "ListingsChanged"),
});
