import { seedDemo } from "../demo/seed.ts";
import { addresses, type Hub } from "./plans.ts";

/** Fills an empty hub with the demo shop, whose platforms the running sandbox plays, and lets its buyers in. */
export async function loadDemo(hub: Hub): Promise<void> {
  const { sandbox } = addresses(hub, process.env);
  await seedDemo({ databaseUrl: hub.databaseUrl, sandboxUrl: sandbox, secret: hub.secrets.STOCKPOOL_SECRET });
}
