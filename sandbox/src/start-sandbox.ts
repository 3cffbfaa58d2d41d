import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { handleAmazon } from "./amazon/handle.ts";
import { handleBol } from "./bol/handle.ts";
import { nowMs } from "./clock.ts";
import { readContracts } from "./contracts.ts";
import { Buyers } from "./control/buyers.ts";
import { type Control, controlAt } from "./control/client.ts";
import { handleControl } from "./control/handle.ts";
import { type Answer, json, send } from "./http/answer.ts";
import { type Request, readRequest } from "./http/request.ts";
import { handleOwn } from "./own/handle.ts";
import type { SandboxPlatform } from "./platform.ts";
import type { LoggedRequest } from "./request-log.ts";
import { adminSchema } from "./shopify/admin-schema.ts";
import { handleShopify } from "./shopify/handle.ts";
import { StateFile } from "./state-file.ts";
import type { ContractMode } from "./violations.ts";
import { World } from "./world.ts";

export interface SandboxOptions {
  /** 0 takes any free port. */
  port?: number;
  /** A file that keeps shops, stock and orders over restarts; without it they end with the process. */
  stateFile?: string;
  /** A folder with the platforms' published contracts; the environment's PLATFORM_SPECS_DIR when left out, null for none. */
  specsFolder?: string | null;
  /** On a broken contract: "strict" answers 500, "record" only remembers it. */
  contract?: ContractMode;
  /** Wait before a webhook's first retry, doubled for each next one; Shopify's 8 retries then span 4 hours. */
  webhookRetryMs?: number;
  /** Makes buyers and faults repeatable. */
  seed?: number;
}

export interface Sandbox {
  url: string;
  control: Control;
  /** Stops buyers, webhooks and the server; writes the state file. */
  close(): Promise<void>;
}

const webhookRetries = 8;
/** 56 s, doubled 7 times: 8 retries in 4 hours. */
const webhookRetryMsDefault = 56_000;

/** Starts the platforms on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = makeWorld(options);
  const state = options.stateFile === undefined ? null : new StateFile(options.stateFile, world);
  state?.load();
  const crowd = new Buyers(world);
  const server = createServer((incoming, response) => void serve(world, crowd, incoming, response));
  const url = await listen(server, options.port ?? 0);
  return {
    url,
    control: controlAt(url),
    async close() {
      crowd.change({ ordersPerMinute: 0 });
      world.mailer.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await state?.close();
    },
  };
}

function makeWorld(options: SandboxOptions): World {
  const fromEnvironment = process.env.PLATFORM_SPECS_DIR;
  const folder = options.specsFolder === undefined ? (fromEnvironment ?? null) : options.specsFolder;
  const contracts = folder ? readContracts(folder) : null;
  const foreign = contracts?.shopify.checkSubset(adminSchema) ?? [];
  if (foreign.length > 0) throw new Error(`the sandbox's schema is no part of Shopify's: ${foreign.join("; ")}`);
  return new World({
    seed: options.seed ?? 1,
    contractMode: options.contract ?? "strict",
    webhookRetry: { retries: webhookRetries, firstWaitMs: options.webhookRetryMs ?? webhookRetryMsDefault },
    contracts,
  });
}

async function listen(server: Server, port: number): Promise<string> {
  // The control API is open to everyone who can connect, so nobody from elsewhere may.
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

async function serve(world: World, crowd: Buyers, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const at = nowMs();
  try {
    const request = await readRequest(incoming);
    const answer = await route(world, crowd, request, at);
    if (answer === null) response.destroy();
    else send(response, answer);
  } catch (error) {
    // A bug of the sandbox: the caller must see it, and the next request must still be served.
    process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
    if (!response.headersSent) send(response, json(500, { errors: `sandbox: ${String(error)}` }));
  }
}

async function route(world: World, crowd: Buyers, request: Request, at: number): Promise<Answer | null> {
  const [area, handle = "", ...path] = request.path;
  if (area === "") return json(200, { sandbox: "Shopify, bol and Amazon, simulated", control: "/control/health" });
  if (area === "control") return handleControl(world, crowd, request.path.slice(1), request);
  const own = area === "own" ? world.own.get(handle) : undefined;
  if (own) return handleOwn(world, own, path, request);
  const ask = handlerOf(world, area, handle);
  if (!ask) return json(404, { errors: `the sandbox has no /${area}/${handle}` });
  const logged = world.requests.open(ask.platform, handle, at);
  const answer = await ask.handle(path, request, logged);
  logged.status = answer?.status ?? null;
  logged.answeredAt = nowMs();
  return answer;
}

interface Handler {
  platform: SandboxPlatform;
  handle(path: string[], request: Request, logged: LoggedRequest): Promise<Answer | null>;
}

function handlerOf(world: World, area: string | undefined, name: string): Handler | null {
  const [shop, account, seller] = [world.shops.get(name), world.accounts.get(name), world.sellers.get(name)];
  if (area === "shopify" && shop) return { platform: area, handle: (...call) => handleShopify(world, shop, ...call) };
  if (area === "bol" && account) return { platform: area, handle: (...call) => handleBol(world, account, ...call) };
  if (area === "amazon" && seller) return { platform: area, handle: (...call) => handleAmazon(world, seller, ...call) };
  return null;
}
