import { readFlashSaleReport } from "@stockpool/stock";
import { z } from "zod";
import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";
import { FlashSale } from "./flash-sale.ts";
import { Product } from "./product.ts";

/** As the report is stored when a sale ends. */
const stored = z.object({
  sold: z.array(z.object({ channelId: z.string(), units: z.number() })),
  shortUnits: z.number(),
  soldOut: z.array(z.object({ productId: z.string(), at: z.iso.datetime({ offset: true }) })),
  rulesKept: z.string().nullish(),
});

type Figures = z.infer<typeof stored>;

const FlashSaleSold = builder.objectRef<Figures["sold"][number]>("FlashSaleSold").implement({
  description: "Units that one channel sold during a flash sale.",
  fields: (t) => ({
    channel: t.prismaField({
      type: Channel,
      description: "Which channel.",
      resolve: (query, { channelId }, _args, context) =>
        context.primary.prisma.channel.findUniqueOrThrow({ ...query, where: { id: channelId } }),
    }),
    units: t.exposeInt("units", { description: "Units ordered and not cancelled." }),
  }),
});

const FlashSaleSoldOut = builder.objectRef<Figures["soldOut"][number]>("FlashSaleSoldOut").implement({
  description: "A product of a flash sale of which nothing is left.",
  fields: (t) => ({
    product: t.prismaField({
      type: Product,
      nullable: true,
      description: "Which product; null when it is gone.",
      resolve: (query, { productId }, _args, context) =>
        context.primary.prisma.product.findUnique({ ...query, where: { id: productId } }),
    }),
    at: t.field({
      type: "DateTime",
      description: "When its last unit was promised.",
      resolve: ({ at }) => new Date(at),
    }),
  }),
});

const FlashSaleFigures = builder.objectRef<Figures>("FlashSaleFigures").implement({
  description: "What a flash sale came to, or came to so far.",
  fields: (t) => ({
    sold: t.field({ type: [FlashSaleSold], description: "Units by channel.", resolve: ({ sold }) => sold }),
    shortUnits: t.exposeInt("shortUnits", { description: "Units that were short in its orders." }),
    soldOut: t.field({ type: [FlashSaleSoldOut], description: "What sold out.", resolve: ({ soldOut }) => soldOut }),
    rulesKept: t.string({
      nullable: true,
      description: "Why rules of the sale are still in force: somebody had changed them meanwhile.",
      resolve: ({ rulesKept }) => rulesKept ?? null,
    }),
  }),
});

builder.prismaObjectFields(FlashSale, (t) => ({
  products: t.field({
    type: [Product],
    description: "What is on sale.",
    select: (_args, _context, nested) => ({
      products: { select: { product: nested(true) }, orderBy: { productId: "asc" } },
    }),
    resolve: ({ products }) => products.map(({ product }) => product),
  }),
  figures: t.field({
    type: FlashSaleFigures,
    description: "What it came to; while it runs, what it came to until now.",
    select: { id: true, report: true },
    resolve: async ({ id, report }, _args, { primary }) =>
      report === null ? readFlashSaleReport(primary.pool, id, new Date()) : stored.parse(report),
  }),
}));
