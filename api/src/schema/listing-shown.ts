import { builder } from "../builder.ts";
import { Listing } from "./listing.ts";

/** What the hub knows of the platform's side of a listing. */
builder.prismaObjectFields(Listing, (t) => ({
  confirmed: t.int({
    nullable: true,
    description: "The last quantity that the platform confirmed.",
    select: { published: { select: { confirmed: true } } },
    resolve: ({ published }) => published?.confirmed ?? null,
  }),
  confirmedAt: t.field({
    type: "DateTime",
    nullable: true,
    description: "When it did.",
    select: { published: { select: { confirmedAt: true } } },
    resolve: ({ published }) => published?.confirmedAt ?? null,
  }),
  live: t.int({
    nullable: true,
    description: "What the platform really shows, as last read back.",
    select: { published: { select: { live: true } } },
    resolve: ({ published }) => published?.live ?? null,
  }),
  liveAt: t.field({
    type: "DateTime",
    nullable: true,
    description: "When it was read back.",
    select: { published: { select: { liveAt: true } } },
    resolve: ({ published }) => published?.liveAt ?? null,
  }),
  pendingSince: t.field({
    type: "DateTime",
    nullable: true,
    description: "Since when the platform has not confirmed; null when it has.",
    select: { published: { select: { pendingSince: true } } },
    resolve: ({ published }) => published?.pendingSince ?? null,
  }),
}));
