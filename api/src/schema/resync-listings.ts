import { resyncListings } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import type { ListingResync as Resync } from "../read/listing-resync.ts";
import { Listing } from "./listing.ts";
import { Refusal, type Refused, refusalOf } from "./refusal.ts";

const ResyncState = builder.enumType("ResyncState", {
  description: "How far the resync of a listing is.",
  values: {
    waiting: { description: "It waits to be read." },
    failed: { description: "It could not be read; it is tried again for a day." },
    not_found: { description: "The platform does not know it." },
    right: { description: "It showed what it should." },
    judging: { description: "It showed something else; orders that may explain it are awaited." },
    being_written: { description: "It showed something else, and the hub's number is being written." },
    set_right: { description: "It showed something else; the platform confirmed the hub's number since." },
    explained: { description: "It showed something else; an order, or a push under way, explains it." },
  } as const,
});

const ListingResync = builder.objectRef<Resync>("ListingResync").implement({
  description: "What came of the last time that a person had a listing read back and set right.",
  fields: (t) => ({
    actor: t.exposeString("actor", { description: "Who asked." }),
    askedAt: t.expose("askedAt", { type: "DateTime", description: "When." }),
    readAt: t.expose("readAt", { type: "DateTime", nullable: true, description: "When it was read; null: not yet." }),
    state: t.field({ type: ResyncState, description: "How far it is.", resolve: ({ state }) => state }),
    live: t.exposeInt("live", { nullable: true, description: "What it showed." }),
    expected: t.exposeInt("expected", { nullable: true, description: "What it was expected to show." }),
    error: t.exposeString("error", { nullable: true, description: "Why it could not be read." }),
  }),
});

builder.prismaObjectField(Listing, "resync", (t) =>
  t.field({
    type: ListingResync,
    nullable: true,
    description: "What came of its last resync by a person; null: it had none.",
    resolve: async ({ id }, _args, context) => (await context.loaders.listingResync(id)) ?? null,
  }),
);

const listingsMax = 1_000;

interface Queued {
  kind: "listings_resync_queued";
  listingIds: string[];
}

const ListingsResyncQueued = builder.objectRef<Queued>("ListingsResyncQueued").implement({
  description: "The listings are read soon; `resync` of each tells what came of it.",
  fields: (t) => ({
    listings: t.prismaField({
      type: [Listing],
      description: "The listings.",
      resolve: (query, { listingIds }, _args, { primary }) =>
        primary.prisma.listing.findMany({ ...query, where: { id: { in: listingIds } }, orderBy: { id: "asc" } }),
    }),
  }),
});

const ResyncListingsResult = builder.unionType("ResyncListingsResult", {
  description: "What is read, or why nothing is.",
  types: [ListingsResyncQueued, Refusal],
  resolveType: ({ kind }) => (kind === "listings_resync_queued" ? "ListingsResyncQueued" : "Refusal"),
});

builder.mutationField("resyncListings", (t) =>
  t.field({
    type: ResyncListingsResult,
    description: "Has the quantities of listings read back and set right, soon, whatever their channels' policies are.",
    args: {
      listingIds: t.arg.globalIDList({ for: Listing, required: true, description: `Which; 1–${listingsMax}.` }),
    },
    resolve: async (_root, { listingIds }, { primary, actor }): Promise<Queued | Refused> => {
      if (listingIds.length < 1 || listingIds.length > listingsMax) {
        throw badInput(`listingIds must be 1–${listingsMax}, got ${listingIds.length}`);
      }
      const wish = { listingIds: [...new Set(listingIds.map(({ id }) => id))], actor: ledgerName(actor) };
      const queued = await resyncListings(primary.pool, wish, new Date());
      if (queued.kind === "refused") return refusalOf(queued);
      return { kind: "listings_resync_queued", listingIds: queued.listingIds };
    },
  }),
);
