import type { Json } from "../../make/json.ts";

/** Ids and numbers that a store makes up by itself: those of the recorded store, and the sandbox's for the same things. */
export class SameIds {
  readonly #ours = new Map<string, string>();

  /** Takes two answers to the same question side by side, and notes whatever names the same thing in both. */
  learn(theirs: Json, ours: Json): void {
    if (typeof theirs === "string" && typeof ours === "string") this.#pair(theirs, ours);
    if (typeof theirs !== "object" || typeof ours !== "object" || theirs === null || ours === null) return;
    for (const [name, value] of Object.entries<Json>(theirs)) this.learn(value, ours[name]);
  }

  #pair(theirs: string, ours: string): void {
    if (kindOf(theirs) === null || kindOf(theirs) !== kindOf(ours)) return;
    const [parts, others] = [partsOf(theirs), partsOf(ours)];
    for (const [index, part] of parts.entries()) {
      const other = others[index];
      if (other !== undefined && !this.#ours.has(part)) this.#ours.set(part, other);
    }
  }

  /** The same with our ids in the place of theirs. */
  translate<Value extends Json>(value: Value): Value {
    const text = JSON.stringify(value ?? null);
    return JSON.parse(text.replaceAll(madeUp, (part) => this.#ours.get(part) ?? part));
  }
}

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const madeUp = new RegExp(`${uuid}|#T?\\d+|\\d{7,}`, "g");

function partsOf(text: string): string[] {
  return text.match(madeUp) ?? [];
}

/** "gid://shopify/Order", or what people call an order or a transfer; null for all other text. */
function kindOf(text: string): string | null {
  return /^gid:\/\/shopify\/\w+/.exec(text)?.[0] ?? /^#T?(?=\d)/.exec(text)?.[0] ?? null;
}
