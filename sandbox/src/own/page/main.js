import { drawBasket } from "./basket.js";
import { drawHolds, refreshBooks } from "./books.js";
import { at } from "./dom.js";
import { refreshShelf } from "./shelf.js";
import { isBusy } from "./wire.js";

const everyMs = 2000;

async function refresh() {
  try {
    await Promise.all([refreshShelf(), refreshBooks()]);
    tellTrouble(null);
  } catch (error) {
    // What a browser throws when nobody answers is a TypeError.
    tellTrouble(error instanceof TypeError ? "The sandbox does not answer." : error.message);
  }
}

function tellTrouble(text) {
  at("trouble").textContent = text ?? "";
  at("trouble").hidden = text === null;
}

at("search").oninput = refresh;
document.addEventListener("acted", refresh);
drawBasket();
await refresh();
setInterval(() => isBusy || refresh(), everyMs);
setInterval(() => isBusy || drawHolds(), 1000);
