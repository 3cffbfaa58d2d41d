import { type BolContract, readBolContract } from "./bol/contract.ts";
import { readShopifyContract, type ShopifyContract } from "./shopify/contract.ts";

/** The platforms' own published contracts, to hold requests, answers and webhooks against. */
export interface Contracts {
  shopify: ShopifyContract;
  bol: BolContract;
}

/** Reads the contracts from a folder with `shopify/` and `bol/` in it. Throws when a file is missing. */
export function readContracts(folder: string): Contracts {
  return { shopify: readShopifyContract(folder), bol: readBolContract(folder) };
}
