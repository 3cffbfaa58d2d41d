/**
 * Selects the first row of the palette, so that Enter opens it. Spotlight keeps its selection in the document and selects only
 * when a key is typed; products come later.
 */
export function selectFirst(): void {
  const rows = document.querySelectorAll("[data-palette] [data-action]");
  for (const row of rows) row.removeAttribute("data-selected");
  rows[0]?.setAttribute("data-selected", "true");
}
