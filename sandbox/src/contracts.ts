import { type AmazonContract, readAmazonContract } from "./amazon/contract.ts";
import { type BolContract, readBolContract } from "./bol/contract.ts";
import { readShopifyContract, type ShopifyContract } from "./shopify/contract.ts";

/** The platforms' own published contracts, to hold requests, answers and webhooks against. */
export interface Contracts {
  shopify: ShopifyContract;
  bol: BolContract;
  amazon: AmazonContract;
}

const read = new Map<string, Contracts>();

/** Reads the contracts from a folder with `shopify/`, `bol/` and `amazon/` in it, once per process. Throws when a file is missing. */
export function readContracts(folder: string): Contracts {
  const contracts = read.get(folder) ?? {
    shopify: readShopifyContract(folder),
    bol: readBolContract(folder),
    amazon: readAmazonContract(folder),
  };
  read.set(folder, contracts);
  return contracts;
}
