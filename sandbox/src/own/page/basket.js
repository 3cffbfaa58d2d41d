import { at, button, kind, make } from "./dom.js";
import { titleOf } from "./titles.js";
import { act, say } from "./wire.js";

/** What the buyer has chosen: units by SKU. */
const basket = new Map();
/** The order that the basket is to become, while somebody changes one. */
let changing = null;

/** So many units of a SKU are in the basket. */
export function unitsOf(sku) {
  return basket.get(sku) ?? 0;
}

/** Puts so many units of a SKU in the basket; 0 takes it out. */
export function put(sku, units) {
  if (units > 0) basket.set(sku, units);
  else basket.delete(sku);
  drawBasket();
}

/** Fills the basket with an order that is to be changed. */
export function startChange({ reference, lines }) {
  basket.clear();
  for (const { sku, quantity } of lines) basket.set(sku, quantity);
  changing = reference;
  say({ isDone: true, text: "" });
  drawBasket();
  at("basket-title").scrollIntoView({ block: "nearest" });
}

function clearBasket() {
  changing = null;
  basket.clear();
  drawBasket();
}

/** Shows the basket and what can be done with it. */
export function drawBasket() {
  const focused = document.activeElement?.dataset?.units;
  at("basket-title").textContent = changing ? `Change ${changing}` : kind === "till" ? "Receipt" : "Basket";
  if (basket.size === 0 && !changing) {
    at("basket").replaceChildren(make("p", { className: "quiet", textContent: "Add products from the list." }));
    return;
  }
  const body = make("tbody", {}, ...[...basket].map(drawLine));
  at("basket").replaceChildren(make("table", {}, body), make("div", { className: "acts" }, ...acts()));
  if (focused)
    at("basket")
      .querySelector(`[data-units="${CSS.escape(focused)}"]`)
      ?.focus();
}

function drawLine([sku, units]) {
  const input = make("input", { type: "number", min: "1", value: units, dataset: { units: sku } });
  input.setAttribute("aria-label", `Units of ${sku}`);
  input.onchange = () => put(sku, Math.max(0, Math.floor(Number(input.value) || 0)));
  const out = button("✕", () => put(sku, 0), "plain");
  out.setAttribute("aria-label", `Take ${sku} out`);
  const name = make("td", {}, titleOf(sku), make("small", { textContent: sku }));
  return make("tr", {}, name, make("td", { className: "number" }, input), make("td", {}, out));
}

function acts() {
  if (changing) return changeActs(changing);
  if (kind === "till") return [button("Sell", () => send("buy"), "first"), button("Clear", clearBasket, "plain")];
  return [
    button("Order now", () => send("buy"), "first"),
    button("Reserve for 15 minutes", () => send("reserve")),
    button("Clear", clearBasket, "plain"),
  ];
}

function changeActs(reference) {
  const save = button("Save change", () => send("change", { reference }), "first");
  // An order without lines is a cancelled one, which has a button of its own.
  save.disabled = basket.size === 0;
  return [save, button("Leave as it was", leave)];
}

/** What was said of a change is over with it. */
function leave() {
  say({ isDone: true, text: "" });
  clearBasket();
}

async function send(what, body) {
  const lines = [...basket].map(([sku, quantity]) => ({ sku, quantity }));
  if (await act(what, { lines, ...body })) clearBasket();
}
