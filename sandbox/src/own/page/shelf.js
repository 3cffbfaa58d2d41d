import { put, unitsOf } from "./basket.js";
import { at, button, make } from "./dom.js";
import { titles } from "./titles.js";
import { ask } from "./wire.js";

const rows = new Map();

/** Reads the products that are searched for, and what is available of them. */
export async function refreshShelf() {
  const search = at("search").value.trim();
  const shelf = await ask(`shelf?search=${encodeURIComponent(search)}`);
  // An answer to what nobody asks any more.
  if (search !== at("search").value.trim()) return;
  const wanted = shelf.rows.map(drawProduct);
  const isSame = wanted.length === at("shelf").rows.length && wanted.every((row, place) => row.rowIndex === place + 1);
  if (!isSame) at("shelf").replaceChildren(...wanted);
  at("more").textContent = describe(shelf.total, shelf.total - shelf.rows.length);
  if (shelf.trouble) throw new Error(shelf.trouble);
}

function describe(total, hidden) {
  if (total === 0) return "No product is called that.";
  return hidden > 0 ? `${hidden} more: search to find them.` : "";
}

function drawProduct({ sku, title, quantity }) {
  const row = rows.get(sku) ?? newRow(sku);
  if (titles.get(sku) !== title) row.cells[0].replaceChildren(title, make("small", { textContent: sku }));
  titles.set(sku, title);
  const cell = row.cells[1];
  const text = quantity === null ? "–" : String(quantity);
  if (cell.textContent !== "" && cell.textContent !== text) cell.classList.add("changed");
  cell.textContent = text;
  cell.classList.toggle("none", !quantity);
  return row;
}

function newRow(sku) {
  const add = button("Add", () => put(sku, unitsOf(sku) + 1));
  add.setAttribute("aria-label", `Add ${sku}`);
  const number = make("td", { className: "number" });
  number.onanimationend = () => number.classList.remove("changed");
  const row = make("tr", { dataset: { sku } }, make("td"), number, make("td", {}, add));
  rows.set(sku, row);
  return row;
}
