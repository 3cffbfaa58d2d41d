import type { OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";

/** A reservation of an order, as its page reads it. */
export type OrderReservation = OrderDetailFragment["lines"][number]["reservations"][number];
