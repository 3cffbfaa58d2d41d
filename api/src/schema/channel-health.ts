import { builder } from "../builder.ts";
import type { ChannelHealth as Health } from "../read/channel-health.ts";

/** How well a channel is kept in step. */
export const ChannelHealth = builder.objectRef<Health>("ChannelHealth").implement({
  description: "How well a channel is kept in step.",
  fields: (t) => ({
    ordersUntil: t.expose("ordersUntil", {
      type: "DateTime",
      nullable: true,
      description: "The watermark: every order that the platform knew at this moment is known here.",
    }),
    polledAt: t.expose("polledAt", {
      type: "DateTime",
      nullable: true,
      description: "When orders were last polled with success.",
    }),
    pollError: t.exposeString("pollError", {
      nullable: true,
      description: "Why the last poll failed; null when it did not.",
    }),
    lastOrderAt: t.expose("lastOrderAt", {
      type: "DateTime",
      nullable: true,
      description: "When its newest order was imported.",
    }),
    lastPushAt: t.expose("lastPushAt", {
      type: "DateTime",
      nullable: true,
      description: "When the platform last confirmed a quantity; null when it did not within a day.",
    }),
    pushLagP50Ms: t.exposeInt("pushLagP50Ms", {
      nullable: true,
      description: "Milliseconds from a change to its confirmation, the median of the last day's newest 1,000 pushes.",
    }),
    pushLagP95Ms: t.exposeInt("pushLagP95Ms", { nullable: true, description: "The same, for 95 of 100 pushes." }),
    pushLagWorstMs: t.exposeInt("pushLagWorstMs", { nullable: true, description: "The same, for the slowest." }),
    driftsOpen: t.exposeInt("driftsOpen", {
      description: "Listings that show another quantity than expected; 1,000 means that many or more.",
    }),
    driftsToday: t.exposeInt("driftsToday", {
      description: "Drifts found within a day; 1,000 means that many or more.",
    }),
    driftsHealedToday: t.exposeInt("driftsHealedToday", { description: "Of those, set right." }),
    listingsMissing: t.exposeInt("listingsMissing", {
      description: "Linked listings that the platform does not know; 1,000 means that many or more.",
    }),
    eventsWaiting: t.exposeInt("eventsWaiting", {
      description: "Messages that wait for their work; 1,000 means that many or more.",
    }),
    oldestEventAt: t.expose("oldestEventAt", {
      type: "DateTime",
      nullable: true,
      description: "When the oldest of them came in.",
    }),
    eventsSetAside: t.exposeInt("eventsSetAside", {
      description: "Webhook events that were given up and wait for a person; 1,000 means that many or more.",
    }),
    unlinkedLines: t.exposeInt("unlinkedLines", {
      description: "Order lines without a product, which reserve nothing yet; 1,000 means that many or more.",
    }),
  }),
});
