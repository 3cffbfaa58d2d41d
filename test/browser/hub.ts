import { randomBytes } from "node:crypto";
import { type Api, createApi } from "@stockpool/api";
import { freePort } from "@stockpool/prisma/embedded";
import { pino } from "pino";
import type { Browser, Page } from "playwright-core";
import { makeWorld, secret, untilInStep, type World } from "../worker/make/world.ts";
import { startBrowser } from "./browser.ts";
import { startPanel } from "./panel.ts";

/** The whole hub with its platforms, and a browser in front of it. */
export interface Hub {
  world: World;
  url: string;
  admin: { email: string; password: string };
  /** A new visitor who knows nothing; with `signIn` one who has signed in. */
  visit(path: string, options?: { signIn?: boolean; locale?: string }): Promise<Page>;
  /** Takes the API away, as a restart does. */
  stopApi(): Promise<void>;
  startApi(): Promise<void>;
  end(): Promise<void>;
}

/** Starts everything, with `stock` units of one product that a Shopify shop and a bol account show. */
export async function startHub(stock: number): Promise<Hub> {
  const world = await makeWorld(stock);
  const [webPort, apiPort] = [await freePort(0), await freePort(0)];
  const url = `http://127.0.0.1:${webPort}`;
  const admin = { email: "anna@example.com", password: randomBytes(12).toString("base64url") };
  const authSecret = randomBytes(32).toString("base64");
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const logger = pino({ level: process.env.LOG_LEVEL ?? "silent" });
  const options = { databaseUrl: world.database.url, databaseReadUrl: null, apiUrl, webUrl: url, authSecret };
  let api: Api | null = null;
  const startApi = async () => {
    api = await createApi({ ...options, stockpoolSecret: secret, firstAdmin: admin, allowHttp: true }, logger);
    await api.listen(apiPort);
  };
  const stopApi = async () => {
    await api?.close();
    api = null;
  };
  await startApi();
  await world.work({ webhooks: true });
  const panel = await startPanel(webPort, apiUrl);
  const browser = await startBrowser();
  await untilInStep(world, stock);
  return {
    ...{ world, url, admin, startApi, stopApi },
    visit: (path, visitor) => visit(browser, { url, admin }, path, visitor),
    end: async () => {
      await browser.close();
      await panel.stop();
      await stopApi();
      await world.end();
    },
  };
}

async function visit(
  browser: Browser,
  { url, admin }: Pick<Hub, "url" | "admin">,
  path: string,
  { signIn = true, locale = "en-GB" }: { signIn?: boolean; locale?: string } = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, locale, viewport: { width: 1440, height: 900 } });
  if (signIn) {
    const answer = await context.request.post("/api/auth/sign-in/email", { data: admin, headers: { origin: url } });
    if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}: ${await answer.text()}`);
  }
  const page = await context.newPage();
  await page.goto(path);
  return page;
}
