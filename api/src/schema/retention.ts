import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";

const daysMax = 3_650;

builder.queryField("inboxDays", (t) =>
  t.int({
    description: "Days that a message of a platform is kept after it was done. Those set aside stay.",
    resolve: async (_root, _args, { reads }) => (await reads.prisma.hubSetting.findFirstOrThrow()).inboxDays,
  }),
);

builder.mutationField("setInboxDays", (t) =>
  t.int({
    description: "Changes how long messages are kept; deleting happens each night.",
    args: { days: t.arg.int({ required: true, description: `1–${daysMax}.` }) },
    resolve: async (_root, { days }, { primary }) => {
      if (days < 1 || days > daysMax) throw badInput(`days must be 1–${daysMax}, got ${days}`);
      await primary.prisma.hubSetting.updateMany({ data: { inboxDays: days } });
      return days;
    },
  }),
);
