import { at } from "./dom.js";

/** Whether something was asked and not answered yet. */
export let isBusy = false;

/** Reads from the page's own system. The hub is its business, not the page's. */
export async function ask(path) {
  const response = await fetch(path);
  const body = await response.json();
  if (!response.ok) throw new Error(body.text);
  return body;
}

/** Asks the page's own system to do something, and says what came of it. */
export async function act(what, body) {
  if (isBusy) return false;
  setBusy(true);
  const said = await send(what, body);
  setBusy(false);
  say(said);
  document.dispatchEvent(new Event("acted"));
  return said.isDone;
}

async function send(what, body) {
  try {
    const headers = { "content-type": "application/json" };
    return await (await fetch(what, { method: "POST", headers, body: JSON.stringify(body) })).json();
  } catch {
    return { isDone: false, text: "The sandbox does not answer." };
  }
}

function setBusy(is) {
  isBusy = is;
  document.body.setAttribute("aria-busy", String(is));
}

/** Says something beside the basket. */
export function say({ isDone, text }) {
  at("answer").textContent = text;
  at("answer").className = isDone ? "" : "refused";
}
