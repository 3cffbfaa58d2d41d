import { join } from "node:path";
import { migrate } from "@stockpool/prisma/migrate";
import type { OwnSystems } from "../demo/own-systems.ts";
import { root } from "../node.js";
import { buildWeb, isWebStale } from "./build-web.ts";
import { Child, type ChildPlan } from "./child.ts";
import { openDatabase } from "./database.ts";
import { loadDemo, openDemoSystems } from "./load-demo.ts";
import type { StartOptions } from "./options.ts";
import { addresses, environmentOf, type Hub, plans } from "./plans.ts";
import { choosePorts, holdPort } from "./ports.ts";
import { during, frame, say } from "./progress.ts";
import { loadSecrets } from "./secrets.ts";

const folder = join(root, ".stockpool");

/** Starts everything and keeps it running. What was started last ends first. */
export class Supervisor {
  readonly #options: StartOptions;
  /** How to end what runs, in the order in which it was started. */
  readonly #endings: { name: string; end: () => Promise<void> }[] = [];
  readonly #stopping = new AbortController();
  #stopped: Promise<void> | null = null;
  #own: OwnSystems | null = null;

  constructor(options: StartOptions) {
    this.#options = options;
  }

  /** Brings the hub up; returns when the panel can be opened. */
  async start(): Promise<void> {
    const hub = await this.#prepare();
    const plan = plans(hub, process.env);
    // The panel may take a while to be built, and others look for free ports meanwhile.
    const letGo = await holdPort(hub.ports.web);
    const webBuild = this.#buildWeb(hub);
    // Awaited below; a failure must not go unnoticed as an unhandled rejection in between.
    webBuild.catch(() => {});
    await this.#startServers(hub, plan);
    await webBuild;
    await letGo();
    await this.#startChild(plan.web);
    this.#greet(hub);
  }

  /** Ends everything in order; asked twice it does it once. */
  stop(): Promise<void> {
    this.#stopped ??= this.#endAll();
    return this.#stopped;
  }

  async #prepare(): Promise<Hub> {
    const database = await during("starting Postgres", () => openDatabase(folder, this.#options.isDemo));
    await this.#register("postgres", database.stop);
    await during("bringing the database up to date", () => migrate(database.url));
    return {
      folder,
      databaseUrl: database.url,
      ports: await choosePorts(folder, this.#options.port),
      secrets: await loadSecrets(folder, process.env),
      isDemo: this.#options.isDemo,
    };
  }

  async #startServers(hub: Hub, plan: ReturnType<typeof plans>): Promise<void> {
    if (hub.isDemo) {
      await this.#startChild(plan.sandbox);
      await during("opening the demo shop", () => loadDemo(hub));
    }
    await this.#startChild(plan.api);
    await this.#startChild(plan.worker);
    if (hub.isDemo) this.#own = await during("opening the portal and the till", () => openDemoSystems(hub));
  }

  async #buildWeb(hub: Hub): Promise<void> {
    if (await isWebStale())
      await during("building the panel", () => buildWeb(environmentOf(hub, process.env), this.#stopping.signal));
  }

  async #startChild(plan: ChildPlan): Promise<void> {
    const child = new Child(plan, join(folder, "logs"));
    await this.#register(plan.name, () => child.stop());
    const waitsFor = () => child.waitsFor;
    await during(`starting ${plan.name}`, () => child.start(), waitsFor);
  }

  async #register(name: string, end: () => Promise<void>): Promise<void> {
    // A start that is being stopped starts nothing more.
    if (this.#stopped) {
      await end();
      throw new Error("stopped while starting");
    }
    this.#endings.push({ name, end });
  }

  async #endAll(): Promise<void> {
    this.#stopping.abort();
    for (const { name, end } of this.#endings.reverse()) {
      say(`ending ${name}`);
      await end().catch((error) => say(`${name}: ${error instanceof Error ? error.message : error}`));
    }
  }

  #greet(hub: Hub): void {
    const urls = addresses(hub, process.env);
    if (this.#options.port && hub.ports.web !== this.#options.port) {
      say(`port ${this.#options.port} is taken; the panel is on ${hub.ports.web}`);
    }
    frame([
      `Stockpool   ${urls.web}`,
      `sign in     ${hub.secrets.ADMIN_EMAIL}   ${hub.secrets.ADMIN_PASSWORD}`,
      `API         ${urls.web}/api/graphql`,
      ...(this.#own ? [`B2B portal  ${this.#own.portal}`, `till        ${this.#own.till}`] : []),
      `logs        .stockpool/logs`,
      `stop        Ctrl-C`,
    ]);
  }
}
