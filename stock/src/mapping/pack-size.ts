/** A pack larger than this is taken for another kind of number: a weight, a year, a model. */
const packMax = 500;

const count = "(\\d{1,3})";
const word = "(?:pack|pak|stuks|stk|pcs|pieces|ct|er-pack)";

/** How titles say how many are in it, in English and Dutch. */
const inTitle = [
  new RegExp(`(?<![\\d.,])${count}[\\s-]?${word}\\b`, "i"),
  new RegExp(`\\b(?:set|pack|pak|box|doos|multipack|voordeelpak)\\s+(?:of|van)\\s+${count}\\b`, "i"),
  new RegExp(`^${count}\\s?[x×]\\s`, "i"),
];

/** The number of units that a title names; null when it names none. */
export function packInTitle(title: string): number | null {
  for (const pattern of inTitle) {
    const units = unitsOf(pattern.exec(title)?.[1]);
    if (units !== null) return units;
  }
  return null;
}

/** How SKUs say it: MUG-6PACK, MUG_x6, MUG-6x, 6x-MUG. */
const inSku = [
  { pattern: new RegExp(`^(.+?)[\\s_-]+${count}[\\s-]?${word}$`, "i"), base: 1, units: 2 },
  { pattern: new RegExp(`^(.+?)[\\s_-]+[x×]${count}$`, "i"), base: 1, units: 2 },
  { pattern: new RegExp(`^(.+?)[\\s_-]+${count}[x×]$`, "i"), base: 1, units: 2 },
  { pattern: new RegExp(`^${count}[x×][\\s_-]*(.+)$`, "i"), base: 2, units: 1 },
];

/** A SKU that names a number of units, taken apart; null when it names none. */
export function packInSku(sku: string): { base: string; units: number } | null {
  for (const { pattern, base, units } of inSku) {
    const found = pattern.exec(sku);
    const [named, rest] = [unitsOf(found?.[units]), found?.[base]];
    if (named !== null && rest) return { base: rest, units: named };
  }
  return null;
}

function unitsOf(digits: string | undefined): number | null {
  const units = Number(digits ?? 0);
  return units >= 2 && units <= packMax ? units : null;
}
