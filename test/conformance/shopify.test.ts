import { shopifyWorld } from "../channels/make/shopify-world.ts";
import { describeConnector } from "./describe-connector.ts";

describeConnector("Shopify", () => shopifyWorld({ bucketMax: 20_000, restorePerSecond: 2_000 }), ["readWarehouse"]);
