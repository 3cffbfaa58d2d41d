import { useRef } from "react";
import { newKey } from "./new-key.ts";

/**
 * Sends a change under one idempotency key until an answer comes (null: none came): pressing again after a lost connection
 * cannot apply it twice. After an answer the next change has a key of its own.
 */
export function useKeyed() {
  const key = useRef<string>(null);
  return async function sendKeyed<Result>(send: (key: string) => Promise<Result | null>): Promise<Result | null> {
    key.current ??= newKey();
    const result = await send(key.current);
    if (result !== null) key.current = null;
    return result;
  };
}
