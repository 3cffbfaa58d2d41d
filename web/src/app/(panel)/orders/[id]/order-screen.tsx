"use client";

import { Skeleton } from "@mantine/core";
import { useQuery } from "urql";
import { QueryTrouble } from "../../../../components/query-trouble.tsx";
import { OrderPage } from "../../../../graphql/order.ts";
import { useRefresh } from "../../../../graphql/use-refresh.ts";
import classes from "./order.module.css";
import { OrderHead } from "./order-head.tsx";
import { OrderLines } from "./order-lines.tsx";
import { OrderNotFound } from "./order-not-found.tsx";
import { OrderReservations } from "./order-reservations.tsx";
import { OrderShipments } from "./order-shipments.tsx";

/** Reads the order, and again whenever something happened to it. */
export function OrderScreen({ id }: { id: string }) {
  const [{ data, error }, read] = useQuery({ query: OrderPage, variables: { id } });
  const again = () => read({ requestPolicy: "network-only" });
  useRefresh(again, ({ orders }) => orders.some((order) => order.id === id));
  if (!data) {
    return (
      <div className={classes.waiting}>
        {error ? <QueryTrouble error={error} onRetry={again} /> : <Skeleton height={240} />}
      </div>
    );
  }
  const order = data.node;
  if (!order || !("lines" in order)) return <OrderNotFound />;
  return (
    <>
      <OrderHead order={order} />
      <OrderLines lines={order.lines} />
      <OrderReservations order={order} />
      <OrderShipments shipments={order.shipments} />
    </>
  );
}
