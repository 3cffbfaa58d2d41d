import { useLocalStorage } from "@mantine/hooks";
import { useMemo } from "react";

/** Columns that somebody does not want to see, by the figure's name or the channel's id. */
export interface HiddenColumns {
  hidden: ReadonlySet<string>;
  toggle: (id: string) => void;
  showAll: () => void;
}

/** The columns that are hidden on this device. */
export function useHiddenColumns(): HiddenColumns {
  const [ids, setIds] = useLocalStorage<string[]>({ key: "stockpool.hidden-columns", defaultValue: [] });
  const hidden = useMemo(() => new Set(ids), [ids]);
  return {
    hidden,
    toggle: (id) => setIds(hidden.has(id) ? ids.filter((one) => one !== id) : [...ids, id]),
    showAll: () => setIds([]),
  };
}
