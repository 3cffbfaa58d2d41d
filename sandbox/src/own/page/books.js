import { startChange } from "./basket.js";
import { at, button, kind, make, timeOf } from "./dom.js";
import { drawList } from "./list.js";
import { titleOf } from "./titles.js";
import { act, ask } from "./wire.js";

let holds = [];
let readAt = 0;

/** Reads how reservations and orders stand. */
export async function refreshBooks() {
  const books = await ask("books");
  holds = books.holds;
  readAt = Date.now();
  drawHolds();
  const namesOf = ({ lines }) => lines.map(({ sku }) => titleOf(sku));
  if (books.orders.length > 0) return drawList(at("orders"), books.orders, drawOrder, namesOf);
  const text = kind === "till" ? "Nothing was sold yet." : "Nothing was ordered yet.";
  drawList(at("orders"), [text], () => make("p", { className: "quiet", textContent: text }));
}

/** Shows the reservations with the time that each has left now. */
export function drawHolds() {
  at("holds-section").hidden = holds.length === 0;
  const standing = holds.map(({ secondsLeft, ...hold }) => ({ ...hold, isOver: secondsNow(hold, secondsLeft) === 0 }));
  drawList(at("holds"), standing, drawHold, ({ lines }) => lines.map(({ sku }) => titleOf(sku)));
  for (const [place, hold] of holds.entries()) {
    const left = secondsNow(hold, hold.secondsLeft);
    const time = left === 0 ? "expired" : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left`;
    at("holds").children[place].querySelector("[data-left]").textContent = time;
  }
}

/** Seconds that a reservation has left now; 0 when it is over. */
function secondsNow({ endedAs }, secondsLeft) {
  return endedAs === null ? Math.max(0, Math.ceil(secondsLeft - (Date.now() - readAt) / 1000)) : 0;
}

function drawHold(hold) {
  const { reference, lines, isOver, expiresAt } = hold;
  const head = drawHead(reference, make("span", { className: isOver ? "bad" : "left", dataset: { left: "" } }));
  const article = make("article", { dataset: { hold: reference } }, head, drawUnits(lines));
  if (isOver) {
    const text = `Expired at ${timeOf(expiresAt)}: these units are for everybody again.`;
    article.append(make("p", { className: "bad", textContent: text }));
  }
  article.append(make("div", { className: "acts" }, ...(isOver ? overActs(hold) : holdActs(hold))));
  return article;
}

function holdActs({ reference }) {
  const confirm = button("Confirm order", () => act("confirm", { reference }), "first");
  return [confirm, button("Let go", () => act("release", { reference }))];
}

function overActs({ reference, lines }) {
  const again = async () => {
    if (await act("reserve", { lines })) await act("forget", { reference });
  };
  return [
    button("Order if still there", () => act("confirm", { reference })),
    button("Reserve again", again),
    button("Dismiss", () => act("forget", { reference }), "plain"),
  ];
}

const statusWords = {
  ...{ open: "Open", short: "Waiting for stock", part_shipped: "Partly sent", shipped: "Sent" },
  ...{ cancelled: "Cancelled", unlinked: "Being looked at" },
};

function drawOrder(order) {
  const { reference, hubLines, status, placedAt, lines } = order;
  const isBack = hubLines.length > 0 && hubLines.every(({ shipped, returned }) => shipped > 0 && shipped === returned);
  const word = kind === "till" ? (isBack ? "Taken back" : "Sold") : (statusWords[status] ?? "");
  const state = make("span", { className: "quiet", textContent: `${word} · ${timeOf(placedAt)}` });
  const units = hubLines.length > 0 ? make("ul", {}, ...hubLines.map(drawHubLine)) : drawUnits(lines);
  const article = make("article", { dataset: { order: reference } }, drawHead(reference, state), units);
  const acts = kind === "till" ? saleActs(order, isBack) : orderActs(order);
  if (acts.length > 0) article.append(make("div", { className: "acts" }, ...acts));
  return article;
}

function drawHead(reference, state) {
  return make("div", { className: "head" }, make("strong", { textContent: reference }), state);
}

function drawUnits(lines) {
  const rows = lines.map(({ sku, quantity }) => make("li", { textContent: `${quantity} × ${titleOf(sku)}` }));
  return make("ul", {}, ...rows);
}

function drawHubLine({ sku, title, ordered, cancelled, returned, shipped }) {
  const units = ordered - cancelled;
  const name = titleOf(sku) === sku ? title : titleOf(sku);
  const sent = kind === "portal" && shipped > 0 && `${shipped} sent`;
  const notes = [sent, returned > 0 && `${returned} back`].filter(Boolean).join(", ");
  const className = units === 0 || returned === ordered ? "gone" : "";
  const text = make("span", { className, textContent: `${units || ordered} × ${name}` });
  return make("li", {}, text, make("small", { textContent: notes }));
}

function saleActs({ reference, hubLines }, isBack) {
  return isBack || hubLines.length === 0 ? [] : [button("Undo", () => act("undo", { reference }))];
}

function orderActs(order) {
  if (!order.hubLines.some(({ open }) => open > 0)) return [];
  const { reference } = order;
  return [button("Change", () => startChange(order)), button("Cancel", () => act("cancel", { reference }))];
}
