import { builder } from "../builder.ts";

/** What the hub last found of the messages that a platform should send it. */
export const WebhookWatch = builder.prismaObject("WebhookWatch", {
  description: "What the hub last found of the messages that a channel's platform should send it. It looks each hour.",
  fields: (t) => ({
    ensuredAt: t.expose("ensuredAt", {
      type: "DateTime",
      nullable: true,
      description: "When all of them were last known to be asked for.",
    }),
    repairedAt: t.expose("repairedAt", {
      type: "DateTime",
      nullable: true,
      description: "When some were missing that had been there, and were asked for again.",
    }),
    repaired: t.exposeStringList("repaired", { description: "Which ones, in the platform's words." }),
    error: t.exposeString("error", {
      nullable: true,
      description: "What stands in the hub's way now, missing access scopes by name; null when all is well.",
    }),
  }),
});
