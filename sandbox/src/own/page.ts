import { readFileSync } from "node:fs";
import type { Answer } from "../http/answer.ts";
import type { OwnSystem } from "./system.ts";

/** The page of a portal or a till. All that it shows it asks its own system for, see `page/main.js`. */
export function page({ name, settings }: OwnSystem): Answer {
  const { kind, title } = settings;
  const words = kind === "till" ? tillWords : portalWords;
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<base href="/own/${encodeURIComponent(name)}/"><title>${inHtml(title)}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="page.css"></head>
<body data-kind="${kind}">
<header><h1>${inHtml(title)}</h1><p>${words.intro}</p></header>
<p id="trouble" role="alert" hidden></p>
<main>
  <section class="shelf" aria-labelledby="shelf-title">
    <div class="bar"><h2 id="shelf-title">Products</h2><input id="search" type="search" placeholder="Search by name or SKU" aria-label="Search products"></div>
    <table><thead><tr><th>Product</th><th class="number">Available</th><th></th></tr></thead><tbody id="shelf"></tbody></table>
    <p id="more" class="quiet"></p>
  </section>
  <section class="side">
    <section aria-labelledby="basket-title"><h2 id="basket-title">${words.basket}</h2><div id="basket"></div>
      <p id="answer" role="status"></p></section>
    <section id="holds-section" aria-labelledby="holds-title" hidden><h2 id="holds-title">Reserved for you</h2><div id="holds"></div></section>
    <section aria-labelledby="orders-title"><h2 id="orders-title">${words.orders}</h2><div id="orders"></div></section>
  </section>
</main>
<script type="module" src="main.js"></script>
</body></html>`;
  return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

const portalWords = {
  intro: "A B2B portal: an order is taken whole or not at all. What is available arrives from the hub as it changes.",
  basket: "Basket",
  orders: "Orders",
};

const tillWords = {
  intro: "A till: what it sells has left the shelf. What is available arrives from the hub as it changes.",
  basket: "Receipt",
  orders: "Sales",
};

function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const assetTypes: Record<string, string> = { css: "text/css", js: "text/javascript" };
const scripts = ["main", "dom", "list", "titles", "wire", "shelf", "basket", "books"];
const assets = new Set(["page.css", ...scripts.map((name) => `${name}.js`)]);

/** The page's style or a part of its script; null when there is none of that name. */
export function asset(name: string): Answer | null {
  if (!assets.has(name)) return null;
  const body = readFileSync(new URL(`page/${name}`, import.meta.url), "utf8");
  const type = assetTypes[name.split(".")[1] ?? ""];
  return { status: 200, headers: { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache" }, body };
}
