import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readPage } from "../read/page.ts";
import { wherePartitioned } from "../read/partitioned.ts";
import { readPushKeys } from "../read/push-keys.ts";
import { pageArgs } from "./page-args.ts";
import { Push } from "./push.ts";
import { TraceStep } from "./trace.ts";

/** How a listing is matched with a product. */
export const ListingStatus = builder.enumType("ListingStatus", {
  description: "How a listing is matched with a product.",
  values: {
    linked: { description: "It shows a product." },
    suggested: { description: "A match waits for a person." },
    unlinked: { description: "No match is known." },
    ignored: { description: "A person wants no match." },
    conflict: { description: "Several products match." },
  } as const,
});

/** One product offered on one channel. */
export const Listing = builder.prismaNode("Listing", {
  nullable: true,
  description: "One product offered on one channel, under the platform's own id.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    channel: t.relation("channel", { description: "Where it is offered." }),
    product: t.relation("product", { nullable: true, description: "What it shows; null until it is linked." }),
    platformId: t.exposeString("platformId", { description: "What orders name: Shopify's variant, bol's offer." }),
    sku: t.exposeString("sku", { nullable: true, description: "The SKU on the platform." }),
    barcode: t.exposeString("barcode", { nullable: true, description: "The barcode on the platform." }),
    title: t.exposeString("title", { description: "The title on the platform." }),
    status: t.field({
      type: ListingStatus,
      description: "How it is matched.",
      select: { status: true },
      resolve: ({ status }) => status,
    }),
    published: t.int({
      nullable: true,
      description: "What the hub wants the listing to show; null until it was computed.",
      select: { published: { select: { quantity: true } } },
      resolve: ({ published }) => published?.quantity ?? null,
    }),
    trace: t.field({
      type: [TraceStep],
      description: "Why it is this number: computed from the current state by the pipeline itself.",
      resolve: async ({ id }, _args, context) => (await context.loaders.trace(id))?.steps ?? [],
    }),
    exposure: t.relation("exposure", {
      nullable: true,
      description: "What it may sell that no other listing may; null while it is not guaranteed.",
    }),
  }),
});

const ListingPushesConnection = builder.connectionObject(
  { type: Push, name: "ListingPushesConnection", description: "A page of a listing's pushes." },
  { name: "ListingPushesConnectionEdge", description: "A push in its list." },
);

builder.prismaObjectField(Listing, "pushes", (t) =>
  t.field({
    type: ListingPushesConnection,
    description: "Its pushes, newest first.",
    args: pageArgs(t.arg),
    resolve: ({ id }, args, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true, at: true } });
      return readPage(
        args,
        (limit) => readPushKeys(context.reads.pool, id, args, limit),
        (keys) => context.reads.prisma.push.findMany({ select, where: wherePartitioned(keys) }),
      );
    },
  }),
);
