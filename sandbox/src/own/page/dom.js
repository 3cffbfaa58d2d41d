/** What the page is of: "portal" or "till". */
export const kind = document.body.dataset.kind;

export const at = (id) => document.getElementById(id);

/** A new element with its properties and what is in it. */
export function make(tag, { dataset = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
}

export function button(text, onclick, className = "") {
  return make("button", { type: "button", textContent: text, className, onclick });
}

/** A moment as the hub's answers say it, 19:05. */
export function timeOf(ms) {
  return new Date(ms).toTimeString().slice(0, 5);
}
