import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readListingKeys } from "../read/listing-keys.ts";
import { readPage } from "../read/page.ts";
import { Channel } from "./channel.ts";
import { Listing, ListingStatus } from "./listing.ts";
import { pageArgs } from "./page-args.ts";

const QueryListingsConnection = builder.connectionObject(
  { type: Listing, name: "QueryListingsConnection", description: "A page of listings." },
  { name: "QueryListingsConnectionEdge", description: "A listing in its list." },
);

builder.queryField("listings", (t) =>
  t.field({
    type: QueryListingsConnection,
    description: "Listings, linked or not, by channel and the platform's id.",
    args: {
      ...pageArgs(t.arg),
      channelId: t.arg.globalID({ for: Channel, description: "Only those of one channel." }),
      status: t.arg({ type: ListingStatus, description: "Only those with this status." }),
      search: t.arg.string({
        description: "A part of title, SKU, barcode or the platform's id, or of the product's SKU or title.",
      }),
      isVanished: t.arg.boolean({
        description: "True: only those that the platform no longer has; false: only the others.",
      }),
    },
    resolve: (_root, { channelId, status, search, isVanished, ...args }, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      const filter = { status: status ?? null, search: search ?? null, isVanished: isVanished ?? null };
      const asked = { ...args, channelId: channelId?.id ?? null, ...filter };
      return readPage(
        args,
        (limit) => readListingKeys(context.reads.pool, asked, limit),
        (keys) => context.reads.prisma.listing.findMany({ select, where: { id: { in: keys.map(({ id }) => id) } } }),
      );
    },
  }),
);
