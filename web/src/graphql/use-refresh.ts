"use client";

import { useEffect, useMemo } from "react";
import { type StockEvent, useStockEvents } from "./live-provider.tsx";

/** Reads again after an event that `concerns` the reader: at once, then at most every `everyMs`, and once after the last. */
export function useRefresh(
  refresh: () => void,
  concerns: (event: StockEvent) => boolean = () => true,
  everyMs = 1_000,
) {
  const paced = useMemo(() => newPace(everyMs), [everyMs]);
  useEffect(() => paced.stop, [paced]);
  useStockEvents((event) => {
    if (event.everything || concerns(event)) paced.run(refresh);
  });
}

function newPace(everyMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next: (() => void) | undefined;
  const tick = () => {
    timer = next && setTimeout(tick, everyMs);
    next?.();
    next = undefined;
  };
  return {
    run(act: () => void) {
      next = act;
      if (!timer) tick();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      next = undefined;
    },
  };
}
