import { queryFromInfo } from "@pothos/plugin-prisma";
import { z } from "zod";
import { builder } from "../builder.ts";
import { readPage } from "../read/page.ts";
import { readShortageKeys } from "../read/shortage-keys.ts";
import { pageArgs } from "./page-args.ts";
import { Product } from "./product.ts";

const ShortageKind = builder.enumType("ShortageKind", {
  description: "What made units short.",
  values: {
    oversold: { description: "A channel sold more than there was." },
    counted_less: { description: "A count found fewer units than were promised." },
    quarantined: { description: "Promised units may not be sold." },
    written_off: { description: "Promised units are gone." },
  } as const,
});

/** As the writer stores it; older rows have fewer fields. */
const storedCause = z.object({
  kind: z.enum(["oversold", "counted_less", "quarantined", "written_off"]),
  wanted: z.number(),
  found: z.number(),
  soldAt: z.iso.datetime({ offset: true }).nullish(),
  published: z.number().nullish(),
  expected: z.number().nullish(),
  confirmed: z.number().nullish(),
  confirmedAt: z.iso.datetime({ offset: true }).nullish(),
  pendingSince: z.iso.datetime({ offset: true }).nullish(),
});

type Cause = z.infer<typeof storedCause>;

const instant = (text: string | null | undefined) => (text ? new Date(text) : null);

const ShortageCause = builder.objectRef<Cause>("ShortageCause").implement({
  description: "Why units are short: what was sold when, and what the listing showed at that moment.",
  fields: (t) => ({
    kind: t.field({ type: ShortageKind, description: "What made them short.", resolve: ({ kind }) => kind }),
    wanted: t.exposeInt("wanted", { description: "Units that were wanted." }),
    found: t.exposeInt("found", { description: "Units that were found; the gap is what lies between." }),
    soldAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When the channel sold them.",
      resolve: ({ soldAt }) => instant(soldAt),
    }),
    published: t.int({
      nullable: true,
      description: "What the hub wanted the listing to show when the shortage opened.",
      resolve: ({ published }) => published ?? null,
    }),
    expected: t.int({
      nullable: true,
      description: "What the platform was believed to show then.",
      resolve: ({ expected }) => expected ?? null,
    }),
    confirmed: t.int({
      nullable: true,
      description: "What the last push before had confirmed.",
      resolve: ({ confirmed }) => confirmed ?? null,
    }),
    confirmedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When that push was confirmed.",
      resolve: ({ confirmedAt }) => instant(confirmedAt),
    }),
    pendingSince: t.field({
      type: "DateTime",
      nullable: true,
      description: "Since when another number waited to be pushed: the gap in time. Null when none did.",
      resolve: ({ pendingSince }) => instant(pendingSince),
    }),
  }),
});

/** Units of an order line that no stock could be reserved for. */
const Shortage = builder.prismaObject("Shortage", {
  description:
    "Units of an order line that no stock could be reserved for, until filled, cancelled or shipped from elsewhere.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Unique among shortages." }),
    product: t.relation("product", { description: "Of what; of a bundle, the component that is missing." }),
    orderLine: t.relation("orderLine", { description: "The line that waits for it." }),
    quantity: t.exposeInt("quantity", { description: "Units." }),
    openedAt: t.expose("openedAt", { type: "DateTime", description: "Since when." }),
    cause: t.field({
      type: ShortageCause,
      nullable: true,
      description: "Why; null where it was written by hand.",
      select: { cause: true },
      resolve: ({ cause }) => storedCause.safeParse(cause).data ?? null,
    }),
  }),
});

const QueryShortagesConnection = builder.connectionObject(
  { type: Shortage, name: "QueryShortagesConnection", description: "A page of shortages." },
  { name: "QueryShortagesConnectionEdge", description: "A shortage in its list." },
);

builder.queryField("shortages", (t) =>
  t.field({
    type: QueryShortagesConnection,
    description: "Open shortages, oldest first. Stock that comes in fills the oldest order first.",
    args: {
      ...pageArgs(t.arg),
      productId: t.arg.globalID({ for: Product, description: "Only of one product." }),
    },
    resolve: (_root, { productId, ...args }, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      return readPage(
        args,
        (limit) => readShortageKeys(context.reads.pool, args, productId?.id ?? null, limit),
        (keys) => context.reads.prisma.shortage.findMany({ select, where: { id: { in: keys.map((key) => key.id) } } }),
      );
    },
  }),
);
