import type { RulePreview as Preview } from "@stockpool/stock";
import {
  type ListingEffect,
  previewRules,
  type ReplayedChange,
  type ReplayResult,
  type RuleEdit,
  replayChange,
} from "@stockpool/stock";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { editsOf, RuleEditInput } from "./change-rules.ts";
import { Listing } from "./listing.ts";
import { Refusal, refusalOf } from "./refusal.ts";
import { RuleEffect } from "./rule-effect.ts";

/** The longest stretch of the past that is replayed. */
const daysMax = 90;

/** Changed listings that one answer may name. */
const changedMax = 250;

const ListingEffectRef = builder.objectRef<ListingEffect>("ListingEffect").implement({
  description: "One listing before and after a change of rules.",
  fields: (t) => ({
    listing: t.prismaField({
      type: Listing,
      description: "Which listing.",
      resolve: (query, { listingId }, _args, context) =>
        context.reads.prisma.listing.findUniqueOrThrow({ ...query, where: { id: listingId } }),
    }),
    before: t.exposeInt("before", { description: "What the rules give now." }),
    after: t.exposeInt("after", { description: "What they would give." }),
  }),
});

const ReplayResultRef = builder.objectRef<ReplayResult>("ReplayResult").implement({
  description: "How past orders would have gone under some rules.",
  fields: (t) => ({
    unitsOversold: t.exposeInt("unitsOversold", { description: "Units sold that were not there any more." }),
    salesLost: t.exposeInt("salesLost", { description: "Units wanted that were there and not shown." }),
    unitsParked: t.exposeFloat("unitsParked", {
      description: "Units beyond what all listings together showed, on average over the time.",
    }),
  }),
});

const RuleReplay = builder.objectRef<ReplayedChange>("RuleReplay").implement({
  description: "The orders of the last days, played again under both settings.",
  fields: (t) => ({
    from: t.expose("from", { type: "DateTime", description: "When it begins." }),
    until: t.expose("until", { type: "DateTime", description: "When it ends." }),
    unitsOrdered: t.exposeInt("unitsOrdered", { description: "Units that buyers ordered in that time." }),
    before: t.field({ type: ReplayResultRef, description: "Under the rules as they are.", resolve: (it) => it.before }),
    after: t.field({
      type: ReplayResultRef,
      description: "Under the rules as they would be.",
      resolve: (it) => it.after,
    }),
    isSample: t.exposeBoolean("isSample", {
      description: "True when so many products are concerned that an even sample of them was replayed.",
    }),
  }),
});

type Asked = Preview & { kind: "previewed"; edits: RuleEdit[] };

const RulePreview = builder.objectRef<Asked>("RulePreview").implement({
  description: "What a change of rules would do. Nothing was written.",
  fields: (t) => ({
    effect: t.field({ type: RuleEffect, description: "Over all listings concerned.", resolve: ({ effect }) => effect }),
    changed: t.field({
      type: [ListingEffectRef],
      description: "Listings whose number changes: those that would show 0 first, then the largest differences.",
      args: {
        first: t.arg.int({ required: true, defaultValue: 50, description: `Rows to give: 1–${changedMax}.` }),
        skip: t.arg.int({ required: true, defaultValue: 0, description: "Rows to leave out first." }),
      },
      resolve: ({ changed }, { first, skip }) => {
        if (first < 1 || first > changedMax) throw badInput(`first must be 1–${changedMax}, got ${first}`);
        return changed.slice(Math.max(0, skip), Math.max(0, skip) + first);
      },
    }),
    replay: t.field({
      type: RuleReplay,
      description: "The orders of the last days, played again under both settings.",
      args: { days: t.arg.int({ required: true, defaultValue: 14, description: `How far back: 1–${daysMax} days.` }) },
      resolve: ({ edits }, { days }, context) => {
        if (days < 1 || days > daysMax) throw badInput(`days must be 1–${daysMax}, got ${days}`);
        return replayChange(context.reads.pool, edits, days, new Date());
      },
    }),
  }),
});

const PreviewRulesResult = builder.unionType("PreviewRulesResult", {
  description: "What the change would do, or why it cannot be made.",
  types: [RulePreview, Refusal],
  resolveType: ({ kind }) => (kind === "previewed" ? "RulePreview" : "Refusal"),
});

builder.queryField("previewRules", (t) =>
  t.field({
    type: PreviewRulesResult,
    description: "Tries a change of rules on all listings concerned, at one moment. Nothing is written.",
    args: { rules: t.arg({ type: [RuleEditInput], required: true, description: "The rules, each named once." }) },
    resolve: async (_root, { rules }, context) => {
      const edits = editsOf(rules);
      const preview = await previewRules(context.reads.pool, edits, new Date());
      return preview.kind === "previewed" ? { ...preview, edits } : refusalOf(preview);
    },
  }),
);
