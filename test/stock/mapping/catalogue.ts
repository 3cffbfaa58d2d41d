import { type Catalogue, codeKey, type KnownProduct } from "@stockpool/stock/rules";

export interface MadeGoods {
  id: string;
  sku: string;
  title: string;
  barcodes: string[];
  isBundle?: boolean;
  aliases?: { code: string; packSize: number }[];
}

/** A catalogue of these products. */
export function catalogueOf(goods: MadeGoods[]): Catalogue {
  const byCodeKey = new Map<string, KnownProduct[]>();
  for (const one of goods) {
    const key = codeKey(one.sku);
    if (key) byCodeKey.set(key, [...(byCodeKey.get(key) ?? []), known(one)]);
  }
  return {
    byGtin: new Map(goods.flatMap((one) => one.barcodes.map((code) => [code.padStart(14, "0"), known(one)]))),
    bySku: new Map(goods.map((one) => [one.sku, known(one)])),
    byCodeKey,
    byAlias: new Map(
      goods.flatMap((one) =>
        (one.aliases ?? []).map(({ code, packSize }) => [codeKey(code) ?? "", { product: known(one), packSize }]),
      ),
    ),
  };
}

function known({ id, title, isBundle = false }: MadeGoods): KnownProduct {
  return { id, title, isBundle };
}
