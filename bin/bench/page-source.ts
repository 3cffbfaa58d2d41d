import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { demoEan } from "../demo/ean.ts";

export interface PageSource {
  url: string;
  stop(): Promise<void>;
}

/** Half of the offers have an EAN that a product may bear. */
export function eanOfOffer(number: number): string {
  return demoEan(20_000_000 + number);
}

/** A bol account with so many offers, made as they are asked for: it holds nothing, so only the reader's memory counts. */
export async function startPageSource(offers: number): Promise<PageSource> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const body = answer(offers, pathname, searchParams);
    response.writeHead(body === null ? 404 : 200, { "content-type": "application/vnd.retailer.v11+json" });
    response.end(JSON.stringify(body ?? { status: 404, title: "Not found" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === "object" && address) return address.port;
  throw new Error("the page source has no port");
}

function answer(offers: number, pathname: string, query: URLSearchParams): unknown {
  if (pathname === "/token") return { access_token: "bench", expires_in: 299, token_type: "Bearer", scope: "RETAILER" };
  if (pathname !== "/retailer/offers") return null;
  const [begin, size] = [Number(query.get("cursor") ?? 0), Number(query.get("page-size") ?? 50)];
  const end = Math.min(offers, begin + size);
  return {
    offers: Array.from({ length: end - begin }, (_, index) => offerOf(begin + index)),
    page: { pageSize: size, nextCursor: end < offers ? String(end) : null },
  };
}

function offerOf(number: number) {
  return {
    offerId: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    ...{ ean: eanOfOffer(number), reference: `BENCH-${number}`, unknownProductTitle: `Thing ${number}, in blue` },
    ...{ fulfilment: { method: "FBR" }, stock: { amount: 5, managedByRetailer: false, correctedStock: 5 } },
  };
}
