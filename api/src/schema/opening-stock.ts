import {
  askAdoption,
  type OpeningSums,
  type OpeningRefusal as Reason,
  type OpeningRow as Row,
  sumOpening,
} from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { builder } from "../builder.ts";
import { LiveReading } from "./live-reading.ts";
import { Location } from "./location.ts";
import { Refusal, refusalOf } from "./refusal.ts";

const reasons = {
  product_is_bundle: { description: "Its stock is that of its components." },
  reading_not_complete: { description: "The platform told no quantity of one of its listings that a shop can have." },
  listings_differ: { description: "Its listings show different quantities." },
  has_stock_already: { description: "Stock of it was booked before." },
  quantity_out_of_range: { description: "Its units are more than stock can take." },
} as const satisfies Record<Reason, { description: string }>;

const OpeningRefusal = builder.enumType("OpeningRefusal", {
  description: "Why a product's opening stock is not adopted.",
  values: reasons,
});

const OpeningRow = builder.objectRef<Row>("OpeningRow").implement({
  description: "One product with the stock that it would open with.",
  fields: (t) => ({
    sku: t.exposeString("sku", { description: "Its SKU." }),
    title: t.exposeString("title", { description: "Its title." }),
    shown: t.exposeInt("shown", {
      nullable: true,
      description: "What its listings showed; null when that is not known.",
    }),
    openUnits: t.exposeInt("openUnits", {
      description: "Open units of the channel's orders that were known before: the platform had taken them off.",
    }),
    onHand: t.exposeInt("onHand", { description: "What on hand would become: both together." }),
    refusal: t.field({
      type: OpeningRefusal,
      nullable: true,
      description: "Why not; null: it would.",
      resolve: ({ refusal }) => refusal,
    }),
  }),
});

const OpeningRefusals = builder.objectRef<{ reason: Reason; products: number }>("OpeningRefusals").implement({
  description: "How many products are not adopted for one reason.",
  fields: (t) => ({
    reason: t.field({ type: OpeningRefusal, description: "The reason.", resolve: ({ reason }) => reason }),
    products: t.exposeInt("products", { description: "Products." }),
  }),
});

const OpeningStock = builder.objectRef<OpeningSums>("OpeningStock").implement({
  description: "What adopting a reading as opening stock would do.",
  fields: (t) => ({
    products: t.exposeInt("products", { description: "Products that would open." }),
    units: t.exposeInt("units", { description: "Their units." }),
    refused: t.field({
      type: [OpeningRefusals],
      description: "Products that would not, by reason.",
      resolve: ({ refused }) =>
        reasonsInOrder.flatMap((reason) => (refused[reason] ? [{ reason, products: refused[reason] }] : [])),
    }),
    adoptedRows: t.field({
      type: [OpeningRow],
      description: "The first 100 that would.",
      resolve: (sums) => sums.adoptedRows,
    }),
    refusedRows: t.field({
      type: [OpeningRow],
      description: "The first 100 that would not.",
      resolve: (sums) => sums.refusedRows,
    }),
  }),
});

const reasonsInOrder = [
  "product_is_bundle",
  "reading_not_complete",
  "listings_differ",
  "has_stock_already",
  "quantity_out_of_range",
] as const;

builder.queryField("openingStock", (t) =>
  t.field({
    type: OpeningStock,
    nullable: true,
    description:
      "Tries the adoption of a complete reading, and changes nothing; null while the reading is not complete.",
    args: { readingId: t.arg.globalID({ for: LiveReading, required: true, description: "Which reading." }) },
    resolve: async (_root, { readingId: { id } }, { reads }) => {
      const where = { id, finishedAt: { not: null } };
      const reading = await reads.prisma.liveReading.findFirst({ where, select: { id: true } });
      return reading && sumOpening(reads.pool, id);
    },
  }),
);

const OpeningAsked = builder.objectRef<{ kind: "asked"; readingId: string }>("OpeningAsked").implement({
  description: "The opening stock is booked soon, in the worker.",
  fields: (t) => ({
    reading: t.prismaField({
      type: LiveReading,
      description: "The reading; `adoptedAt` says when all is booked.",
      resolve: (query, { readingId }, _args, context) =>
        context.reads.prisma.liveReading.findUniqueOrThrow({ ...query, where: { id: readingId } }),
    }),
  }),
});

const AdoptOpeningResult = builder.unionType("AdoptOpeningResult", {
  description: "That it will be done, or why not.",
  types: [OpeningAsked, Refusal],
  resolveType: ({ kind }) => (kind === "asked" ? "OpeningAsked" : "Refusal"),
});

builder.mutationField("adoptOpeningStock", (t) =>
  t.field({
    type: AdoptOpeningResult,
    description:
      "Books what a complete reading found as on hand at one location, for products that never had stock. A product opens once for ever, so repeating it is harmless.",
    args: {
      readingId: t.arg.globalID({
        for: LiveReading,
        required: true,
        description: "Which reading: 24 hours old at most.",
      }),
      locationId: t.arg.globalID({ for: Location, required: true, description: "Where the units are." }),
    },
    resolve: async (_root, { readingId, locationId }, { primary, actor }) => {
      const asked = { readingId: readingId.id, locationId: locationId.id, actor: ledgerName(actor) };
      const answer = await askAdoption(primary.pool, asked, new Date());
      return answer.kind === "asked" ? answer : refusalOf(answer);
    },
  }),
);
