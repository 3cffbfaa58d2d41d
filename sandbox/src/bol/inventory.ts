import type { Answer } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import type { BolAccount } from "./account.ts";
import { bodyOf, v10 } from "./media-type.ts";

const pageSize = 50;

/** `GET /retailer/inventory`: what lies in bol's own warehouse; the seller's own stock is not in it. */
export function listInventory(account: BolAccount, request: Request): Answer {
  const page = Number(request.query.get("page") ?? 1);
  const rows = [...account.warehouse.values()].slice((page - 1) * pageSize, page * pageSize);
  const inventory = rows.map(({ sku, bsku, regular, graded }) => {
    const offer = account.offerBySku.get(sku);
    return { ean: offer?.ean ?? "", bsku, regularStock: regular, gradedStock: graded, title: offer?.title ?? sku };
  });
  return bodyOf(200, { inventory }, v10);
}
