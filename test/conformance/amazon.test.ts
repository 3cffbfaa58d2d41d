import { amazonWorld } from "../channels/make/amazon-world.ts";
import { describeConnector } from "./describe-connector.ts";

describeConnector("Amazon", () => amazonWorld());
