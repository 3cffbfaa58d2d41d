import type { OwnSystem } from "./system.ts";

/** The page of a portal or a till: its shelf, live, and one form to buy. */
export function page({ name, settings }: OwnSystem): string {
  const { kind, title } = settings;
  const verb = kind === "till" ? "Sell" : "Order";
  const base = `/own/${encodeURIComponent(name)}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inHtml(title)}</title><style>${style}</style></head>
<body>
<header><h1>${inHtml(title)}</h1><p>${kind === "till" ? "A till: what it sells has left the shelf." : "A B2B portal: an order is taken whole or refused."} Numbers arrive from the hub as they change.</p></header>
<form id="form">
  <label>SKU <input name="sku" list="skus" required autofocus autocomplete="off"></label><datalist id="skus"></datalist>
  <label>Units <input name="quantity" type="number" min="1" value="1" required></label>
  <button>${verb}</button><output id="answer" role="status"></output>
</form>
<input id="filter" type="search" placeholder="Filter" aria-label="Filter">
<table><thead><tr><th>SKU</th><th>Product</th><th class="number">May be sold</th></tr></thead><tbody id="shelf"></tbody></table>
<script>${script(base)}</script>
</body></html>`;
}

function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { margin: 0; font-size: 1.4rem; } header p { margin: .2rem 0 1.2rem; opacity: .7; }
  form { display: flex; flex-wrap: wrap; gap: .8rem; align-items: end; margin-bottom: 1.2rem; }
  label { display: grid; font-size: .85rem; } input, button { font: inherit; padding: .4rem .6rem; }
  output { flex-basis: 100%; min-height: 1.5em; } output.refused { color: #c92a2a; }
  table { width: 100%; border-collapse: collapse; } th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid #8884; }
  .number { text-align: right; font-variant-numeric: tabular-nums; } tbody tr { cursor: pointer; }
  td.changed { animation: flash 1.5s; } @keyframes flash { from { background: #ffd43b99; } }`;

function script(base: string): string {
  return `
  const byId = (id) => document.getElementById(id);
  const rows = new Map();
  async function refresh() {
    const answer = await fetch("${base}/shelf");
    const shelf = await answer.json();
    if (!answer.ok) return say({ isDone: false, text: shelf.errors ?? "The hub does not answer." });
    for (const { sku, title, quantity } of shelf) {
      let row = rows.get(sku);
      if (!row) {
        row = byId("shelf").insertRow();
        for (const text of [sku, title, ""]) row.insertCell().textContent = text;
        row.cells[2].className = "number";
        row.onclick = () => { byId("form").sku.value = sku; byId("form").quantity.select(); };
        byId("skus").append(new Option("", sku));
        rows.set(sku, row);
      }
      const text = quantity === null ? "–" : String(quantity);
      if (row.cells[2].textContent !== text) {
        const isNew = row.cells[2].textContent === "";
        row.cells[2].textContent = text;
        if (!isNew) { row.cells[2].classList.remove("changed"); void row.offsetWidth; row.cells[2].classList.add("changed"); }
      }
    }
    filter();
  }
  function filter() {
    const wanted = byId("filter").value.toLowerCase();
    for (const row of rows.values()) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  }
  byId("filter").oninput = filter;
  byId("form").onsubmit = async (event) => {
    event.preventDefault();
    const wish = Object.fromEntries(new FormData(event.target));
    const response = await fetch("${base}/buy", { method: "POST", body: JSON.stringify({ ...wish, quantity: Number(wish.quantity) }) });
    say(await response.json());
    await refresh();
  };
  function say({ isDone, text }) {
    byId("answer").textContent = text;
    byId("answer").className = isDone ? "" : "refused";
  }
  refresh();
  setInterval(refresh, 1000);`;
}
