import { type ChannelEdit, editChannel, removeChannel } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";
import { type ChannelChange, ChannelResult } from "./channel-changed.ts";
import { PlatformPlaceInput } from "./connect-channel.ts";
import { Location } from "./location.ts";
import { type Refused, refusalOf } from "./refusal.ts";

/** How a channel chooses the locations that its orders are sent from. */
export const RoutingStrategy = builder.enumType("RoutingStrategy", {
  description: "How a channel chooses the locations that its orders are sent from.",
  values: {
    priority: { description: "The first location, by priority, that has all units." },
    fewest_parcels: { description: "As few locations as possible, for the whole order together." },
    nearest: { description: "Locations in the order's own country first." },
    most_stock: { description: "The location that has most units free." },
  } as const satisfies Record<NonNullable<ChannelEdit["strategy"]>, object>,
});

builder.prismaObjectField(Channel, "strategy", (t) =>
  t.field({
    type: RoutingStrategy,
    description: "How it chooses the locations that its orders are sent from.",
    select: { strategy: true },
    resolve: ({ strategy }) => strategy,
  }),
);

builder.prismaObjectField(Channel, "platformLocationId", (t) =>
  t.string({
    nullable: true,
    description: "The platform's id of the place that its quantities are written to.",
    select: { locations: { select: { platformLocationId: true } } },
    resolve: ({ locations }) => locations.find((one) => one.platformLocationId)?.platformLocationId ?? null,
  }),
);

const EditChannelInput = builder.inputType("EditChannelInput", {
  description: "What is to change of a channel; what is left out stays.",
  fields: (t) => ({
    channelId: t.globalID({ for: Channel, required: true, description: "Which channel." }),
    name: t.string({ description: "What people call it." }),
    countries: t.stringList({ description: "Countries that it sells to; empty means every country." }),
    locationIds: t.globalIDList({
      for: Location,
      description: "Locations that it draws on: 1 or more. What is reserved elsewhere for its orders stays there.",
    }),
    platformLocationId: t.string({
      description: "The platform's id of the place that quantities are written to; everything is written there anew.",
    }),
    platformLocations: t.field({
      type: [PlatformPlaceInput],
      description: "The place of each location that has one of its own, instead of one place for all.",
    }),
    strategy: t.field({ type: RoutingStrategy, description: "How new orders choose their locations." }),
  }),
});

builder.mutationField("editChannel", (t) =>
  t.field({
    type: ChannelResult,
    description: "Changes a channel; its products are published anew where their numbers change, soon.",
    args: { input: t.arg({ type: EditChannelInput, required: true, description: "What to change." }) },
    resolve: async (_root, { input }, { primary }): Promise<ChannelChange | Refused> => {
      const { channelId, name, countries, locationIds, platformLocationId, platformLocations, strategy } = input;
      const edited = await editChannel(primary.pool, channelId.id, {
        ...(typeof name === "string" && { name }),
        ...(countries && { countries }),
        ...(locationIds && { locationIds: locationIds.map(({ id }) => id) }),
        ...(typeof platformLocationId === "string" && { platformLocationId }),
        ...(platformLocations && { platformLocations: platformLocations.map(placeOf) }),
        ...(strategy && { strategy }),
      });
      return edited.kind === "refused" ? refusalOf(edited) : { kind: "channel_changed", channelId: channelId.id };
    },
  }),
);

builder.mutationField("removeChannel", (t) =>
  t.field({
    type: ChannelResult,
    description:
      "Removes a channel for good: nothing is published there and its messages are refused. Its orders stay; what is open can be shipped, released and moved. Its code stays taken.",
    args: { channelId: t.arg.globalID({ for: Channel, required: true, description: "Which channel." }) },
    resolve: async (_root, { channelId }, { primary }): Promise<ChannelChange | Refused> => {
      const removed = await removeChannel(primary.pool, channelId.id, new Date());
      return removed.kind === "refused" ? refusalOf(removed) : { kind: "channel_changed", channelId: channelId.id };
    },
  }),
);

function placeOf({ locationId, platformLocationId }: { locationId: { id: string }; platformLocationId: string }) {
  return { locationId: locationId.id, platformLocationId };
}
