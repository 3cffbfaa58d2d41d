import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readOrderKeys } from "../read/order-keys.ts";
import { readPage } from "../read/page.ts";
import { Channel } from "./channel.ts";
import { Order, OrderStatus } from "./order.ts";
import { pageArgs } from "./page-args.ts";

const QueryOrdersConnection = builder.connectionObject(
  { type: Order, name: "QueryOrdersConnection", description: "A page of orders." },
  { name: "QueryOrdersConnectionEdge", description: "An order in its list." },
);

builder.queryField("orders", (t) =>
  t.field({
    type: QueryOrdersConnection,
    description: "Orders, newest first.",
    args: {
      ...pageArgs(t.arg),
      channelId: t.arg.globalID({ for: Channel, description: "Only those of one channel." }),
      status: t.arg({ type: OrderStatus, description: "Only those with this status." }),
      search: t.arg.string({ description: "A part of the order's name, or the platform's whole id." }),
    },
    resolve: (_root, { channelId, ...args }, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      const asked = { ...args, channelId: channelId?.id ?? null };
      return readPage(
        args,
        (limit) => readOrderKeys(context.reads.pool, asked, limit),
        (keys) => context.reads.prisma.order.findMany({ select, where: { id: { in: keys.map(({ id }) => id) } } }),
      );
    },
  }),
);
