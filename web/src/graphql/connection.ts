/** Is what is on the screen live? `silent` and `lost` mean that it may be old; only after `lost` something may have been missed. */
export type ConnectionState = "connecting" | "live" | "silent" | "lost";

type Listener = () => void;

/** The state of the live connection, readable by `useSyncExternalStore`. */
export interface Connection {
  read: () => ConnectionState;
  set: (state: ConnectionState) => void;
  listen: (listener: Listener) => () => void;
}

/** A new connection state; it tells its listeners of every change and of nothing else. */
export function newConnection(): Connection {
  let state: ConnectionState = "connecting";
  const listeners = new Set<Listener>();
  return {
    read: () => state,
    set(next) {
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
