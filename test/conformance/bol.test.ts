import { bolWorld } from "../channels/make/bol-world.ts";
import { describeConnector } from "./describe-connector.ts";

describeConnector("bol", () => bolWorld(100));
