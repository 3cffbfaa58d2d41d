/** No platform's ids, codes and words are longer; an index takes 2,704 bytes, and a character three of them. */
const textLengthMax = 1_000;
const idLengthMax = 500;

/** What a platform says, as Postgres can store it: without the character 0, without halves of characters, and not endless. */
export function storable(text: string): string {
  return text.replaceAll("\u0000", "").slice(0, textLengthMax).toWellFormed();
}

/** The same of what may be missing; null as well when nothing is left of it. */
export function storableIfTold(text: string | null): string | null {
  return text === null ? null : storable(text) || null;
}

/** Whether an id can be stored letter for letter. Nothing is made of one that cannot: it would name something else. */
export function isStorableId(id: string): boolean {
  return id !== "" && id.length <= idLengthMax && id.isWellFormed() && !id.includes("\u0000");
}

/** The id where it can be stored; null where it cannot, or is missing. */
export function storableId(id: string | null): string | null {
  return id !== null && isStorableId(id) ? id : null;
}
