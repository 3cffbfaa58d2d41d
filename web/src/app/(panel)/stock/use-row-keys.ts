import { useHotkeys } from "@mantine/hooks";
import type { RefObject } from "react";

/** `j` and `k` go from row to row, `e` opens the form that adjusts the row, Enter follows the row's link. */
export function useRowKeys(
  grid: RefObject<HTMLElement | null>,
  scrollTo: (index: number) => void,
  count: number,
): void {
  const go = (step: 1 | -1) => {
    const at = rowOf(document.activeElement);
    const index = at === null ? firstInSight(grid.current) : Math.max(0, Math.min(count - 1, at + step));
    scrollTo(index);
    // The row exists once the list has moved.
    requestAnimationFrame(() => inRow(grid.current, index, "[data-row-link]")?.focus({ preventScroll: true }));
  };
  const adjust = () => {
    const index = rowOf(document.activeElement);
    if (index !== null) inRow(grid.current, index, "[data-row-adjust]")?.click();
  };
  useHotkeys([
    ["j", () => go(1)],
    ["k", () => go(-1)],
    ["ArrowDown", () => go(1)],
    ["ArrowUp", () => go(-1)],
    ["e", adjust],
  ]);
}

function rowOf(element: Element | null): number | null {
  const row = element?.closest<HTMLElement>("[data-index]");
  return row ? Number(row.dataset.index) : null;
}

function firstInSight(grid: HTMLElement | null): number {
  const top = grid?.getBoundingClientRect().top ?? 0;
  const rows = [...(grid?.querySelectorAll<HTMLElement>("[data-index]") ?? [])];
  const inSight = rows.filter((row) => row.getBoundingClientRect().top >= top);
  return Math.min(...inSight.map((row) => Number(row.dataset.index)), Number.MAX_SAFE_INTEGER);
}

function inRow(grid: HTMLElement | null, index: number, selector: string): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`[data-index="${index}"] ${selector}`) ?? null;
}
