import { bolWorld, shopifyWorld } from "../make/sandbox-world.ts";
import { describeConnector } from "./describe-connector.ts";

describeConnector("Shopify", shopifyWorld);
describeConnector("bol", bolWorld);
