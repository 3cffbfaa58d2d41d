"use client";

import { useEffect, useState } from "react";
import classes from "./live-number.module.css";
import { Num } from "./num.tsx";

/** How long a changed number stays marked. */
const markedMs = 900;

/** A number that marks its own change for a moment: by colour and by a sign, rising ▲ or falling ▼. */
export function LiveNumber({ value }: { value: number | null | undefined }) {
  const change = useChange(value);
  return (
    <span
      key={change?.count}
      className={`${classes.number} ${change ? classes[change.direction] : ""}`}
      data-change={change?.direction}
    >
      {change && (
        <span className={classes.sign} aria-hidden="true">
          {change.direction === "up" ? "▲" : "▼"}
        </span>
      )}
      <Num value={value} />
    </span>
  );
}

interface Change {
  direction: "up" | "down";
  /** Starts the animation anew when a change follows a change. */
  count: number;
}

function useChange(value: number | null | undefined): Change | null {
  const [seen, setSeen] = useState(value);
  const [change, setChange] = useState<Change | null>(null);
  if (value !== seen) {
    setSeen(value);
    if (typeof value === "number" && typeof seen === "number") {
      setChange({ direction: value > seen ? "up" : "down", count: (change?.count ?? 0) + 1 });
    }
  }
  useEffect(() => {
    if (!change) return;
    const timer = setTimeout(() => setChange(null), markedMs);
    return () => clearTimeout(timer);
  }, [change]);
  return change;
}
