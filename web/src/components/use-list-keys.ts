import { useHotkeys } from "@mantine/hooks";
import type { RefObject } from "react";

/** `j` and `k` or the arrows go from row to row of a list; Enter follows the row's link, which must carry `data-row-link`. */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  const go = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [])];
    const at = links.findIndex((link) => link.contains(document.activeElement));
    const next = links[at < 0 ? 0 : at + step];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useHotkeys([
    ["j", () => go(1)],
    ["k", () => go(-1)],
    ["ArrowDown", () => go(1)],
    ["ArrowUp", () => go(-1)],
  ]);
}
