"use client";

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { Provider, useClient } from "urql";
import { newClient } from "./client.ts";
import { type Connection, type ConnectionState, newConnection } from "./connection.ts";
import type { StockChangedSubscription } from "./generated/graphql.ts";
import { leaveForSignIn } from "./leave-for-sign-in.ts";
import { StockChanged } from "./live.ts";

/** What changed, as the subscription tells it. */
export type StockEvent = StockChangedSubscription["stockChanged"];

type Listener = (event: StockEvent) => void;

const LiveContext = createContext<{ connection: Connection; listeners: Set<Listener> } | null>(null);

/** Gives the panel its client and holds the one live subscription; what it brings goes into the cache and to the listeners. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [live] = useState(() => ({ connection: newConnection(), listeners: new Set<Listener>() }));
  const client = useMemo(() => newClient(live.connection, leaveForSignIn), [live]);
  return (
    <LiveContext value={live}>
      <Provider value={client}>
        <Subscriber />
        {children}
      </Provider>
    </LiveContext>
  );
}

/** The state of the live connection. */
export function useConnection(): ConnectionState {
  const { connection } = useLive();
  return useSyncExternalStore(connection.listen, connection.read, () => "connecting");
}

/** Calls `onEvent` for every change of stock, and with `everything` after a time without connection. */
export function useStockEvents(onEvent: Listener): void {
  const { listeners } = useLive();
  const listener = useEffectEvent(onEvent);
  useEffect(() => {
    const listen = (event: StockEvent) => listener(event);
    listeners.add(listen);
    return () => void listeners.delete(listen);
  }, [listeners]);
}

function Subscriber() {
  const { connection, listeners } = useLive();
  const client = useClient();
  useEffect(() => {
    const { unsubscribe } = client.subscription(StockChanged, {}).subscribe(({ data }) => {
      if (data) for (const listener of listeners) listener(data.stockChanged);
    });
    return unsubscribe;
  }, [client, listeners]);
  useEffect(() => {
    let wasLost = false;
    return connection.listen(() => {
      if (connection.read() === "lost") wasLost = true;
      else if (wasLost) {
        wasLost = false;
        for (const listener of listeners) listener(missedSome());
      }
    });
  }, [connection, listeners]);
  return null;
}

/** Stands for all the events that came while nobody was connected. */
function missedSome(): StockEvent {
  return { at: new Date().toISOString(), everything: true, products: [], orders: [] };
}

function useLive() {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive needs a LiveProvider above it");
  return live;
}
