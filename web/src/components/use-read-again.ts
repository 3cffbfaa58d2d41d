import { useEffect, useEffectEvent } from "react";

/** Calls `read` whenever `turn` has grown. That `read` itself is a new one after each answer is no reason to call it. */
export function useReadAgain(turn: number, read: () => void): void {
  const readAgain = useEffectEvent(read);
  useEffect(() => {
    if (turn > 0) readAgain();
  }, [turn]);
}
