/** What is shown at each place, by the text of what it was drawn from. */
const shown = new Map();

/**
 * Shows items at a place. What did not change keeps its element: redrawn under somebody's finger, a button would miss the click
 * and lose the focus. `wordsOf` gives what else than the item is drawn.
 */
export function drawList(place, items, draw, wordsOf = () => null) {
  const before = shown.get(place) ?? new Map();
  const now = new Map();
  for (const item of items) {
    const text = JSON.stringify([item, wordsOf(item)]);
    now.set(text, before.get(text) ?? draw(item));
  }
  shown.set(place, now);
  const wanted = [...now.values()];
  const isSame = wanted.length === place.children.length && wanted.every((one, at) => one === place.children[at]);
  if (!isSame) place.replaceChildren(...wanted);
}
