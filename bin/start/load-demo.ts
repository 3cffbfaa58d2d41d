import { type OwnSystems, openOwnSystems } from "../demo/own-systems.ts";
import { seedDemo } from "../demo/seed.ts";
import { addresses, type Hub } from "./plans.ts";

/** Fills an empty hub with the demo shop, whose platforms the running sandbox plays, and lets its buyers in. */
export async function loadDemo(hub: Hub): Promise<void> {
  const { sandbox } = addresses(hub, process.env);
  await seedDemo({ databaseUrl: hub.databaseUrl, sandboxUrl: sandbox, secret: hub.secrets.STOCKPOOL_SECRET });
}

/** Opens the demo's portal and till; needs the running api. */
export async function openDemoSystems(hub: Hub): Promise<OwnSystems> {
  const { api, sandbox } = addresses(hub, process.env);
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = hub.secrets;
  return openOwnSystems({ apiUrl: api, sandboxUrl: sandbox, email, password, folder: hub.folder });
}
