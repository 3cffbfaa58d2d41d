import { join } from "node:path";
import type { ChildPlan } from "./child.ts";
import type { Ports } from "./ports.ts";
import type { Secrets } from "./secrets.ts";

export interface Hub {
  /** Where everything is kept from start to start. */
  folder: string;
  databaseUrl: string;
  ports: Ports;
  secrets: Secrets;
  isDemo: boolean;
}

/** Where each process of the hub is reached. */
export function addresses({ ports }: Hub, environment: NodeJS.ProcessEnv) {
  const api = `http://127.0.0.1:${ports.api}`;
  return {
    api,
    web: environment.WEB_URL ?? `http://localhost:${ports.web}`,
    sandbox: `http://127.0.0.1:${ports.sandbox}`,
    webhooks: environment.WEBHOOK_BASE_URL ?? api,
  };
}

/** What every process of the hub is told through its environment. */
export function environmentOf(hub: Hub, environment: NodeJS.ProcessEnv): Record<string, string> {
  const urls = addresses(hub, environment);
  return {
    ...hub.secrets,
    DATABASE_URL: hub.databaseUrl,
    API_PORT: `${hub.ports.api}`,
    API_URL: urls.api,
    WEB_PORT: `${hub.ports.web}`,
    WEB_URL: urls.web,
    WEBHOOK_BASE_URL: urls.webhooks,
    ...(hub.isDemo ? demoEnvironment(hub, urls.sandbox) : {}),
  };
}

function demoEnvironment({ ports, folder }: Hub, url: string): Record<string, string> {
  return {
    SANDBOX_URL: url,
    SANDBOX_PORT: `${ports.sandbox}`,
    // The platforms keep what they know, as real ones do: a second start goes on where the first one ended.
    SANDBOX_STATE: join(folder, "sandbox.json"),
    SANDBOX_ALLOWED: "1",
  };
}

/** The processes of the hub, in the order in which they start; they end in the other order. */
export function plans(
  hub: Hub,
  environment: NodeJS.ProcessEnv,
): Record<"sandbox" | "api" | "worker" | "web", ChildPlan> {
  const env = environmentOf(hub, environment);
  const urls = addresses(hub, environment);
  const webHost = environment.WEB_HOST ?? "127.0.0.1";
  const next = ["node_modules/next/dist/bin/next", "start", "web", "-p", `${hub.ports.web}`, "-H", webHost];
  return {
    sandbox: { name: "sandbox", args: ["sandbox/src/main.ts"], env, ready: { url: urls.sandbox } },
    api: { name: "api", args: ["api/src/main.ts"], env, ready: { url: `${urls.api}/ready` } },
    // Batches of messages live for milliseconds: in a roomier nursery they die before anybody has to move them.
    worker: {
      name: "worker",
      args: ["--max-semi-space-size=64", "worker/src/main.ts"],
      env,
      ready: { line: /\bready\b/ },
    },
    web: { name: "web", args: next, env, ready: { url: `http://127.0.0.1:${hub.ports.web}` } },
  };
}
