import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readPage } from "../read/page.ts";
import { wherePartitioned } from "../read/partitioned.ts";
import { readChannelPushKeys } from "../read/push-keys.ts";
import { Channel } from "./channel.ts";
import { Listing } from "./listing.ts";
import { pageArgs } from "./page-args.ts";
import { Push } from "./push.ts";

builder.prismaObjectField(Push, "listing", (t) =>
  t.relation("listing", { type: Listing, description: "Which listing." }),
);

const ChannelPushesConnection = builder.connectionObject(
  { type: Push, name: "ChannelPushesConnection", description: "A page of a channel's pushes." },
  { name: "ChannelPushesConnectionEdge", description: "A push in its list." },
);

builder.prismaObjectField(Channel, "pushes", (t) =>
  t.field({
    type: ChannelPushesConnection,
    description: "Its pushes, newest first.",
    args: pageArgs(t.arg),
    resolve: ({ id }, args, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true, at: true } });
      return readPage(
        args,
        (limit) => readChannelPushKeys(context.reads.pool, id, args, limit),
        (keys) => context.reads.prisma.push.findMany({ select, where: wherePartitioned(keys) }),
      );
    },
  }),
);
