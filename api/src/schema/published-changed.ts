import { builder } from "../builder.ts";
import { type PublishedEvent, publishedFeed } from "../live/published-feed.ts";
import { readChannelId } from "../read/channel-id.ts";
import { Availability } from "./availability.ts";

const PublishedChange = builder.objectRef<PublishedEvent>("PublishedChange").implement({
  description: "Numbers that a channel should show from now on.",
  fields: (t) => ({
    quantities: t.field({
      type: [Availability],
      description:
        "Some 1,000 at most. Null is the quantity of what the channel offers no more. One may come twice; the newest counts.",
      resolve: ({ numbers }) => numbers,
    }),
    startPoint: t.expose("startPoint", {
      type: "DateTime",
      nullable: true,
      description:
        "Subscribe with this as `since` after the connection broke, and nothing is missed. Null: begin anew.",
    }),
  }),
});

/** Other platforms are told by their connectors. */
const ownPlatforms = ["portal", "pos"];

builder.subscriptionField("publishedChanged", (t) =>
  t.field({
    type: PublishedChange,
    description:
      "What a channel of one's own should show: first all of it, or what changed since `since`, then each change, at most every 100 ms.",
    args: {
      channel: t.arg.string({ required: true, description: "The channel's code: a portal or a till." }),
      since: t.arg({ type: "DateTime", description: "The last `startPoint` of an earlier subscription." }),
    },
    subscribe: async (_root, { channel, since }, { primary, feed }) => {
      const channelId = await readChannelId(primary.pool, channel, ownPlatforms);
      return publishedFeed(primary.pool, feed, { channelId, since: since ?? null });
    },
    resolve: (event) => event,
  }),
);
