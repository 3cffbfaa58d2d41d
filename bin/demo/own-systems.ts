import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { controlAt } from "@stockpool/sandbox";
import { z } from "zod";
import { type Asking, signIn } from "./ask-hub.ts";

/** Where the demo's hub and sandbox are, and who may connect channels. */
export interface OwnSystemsOptions {
  apiUrl: string;
  sandboxUrl: string;
  email: string;
  password: string;
  /** Where what the systems know is kept from start to start. */
  folder: string;
}

/** The addresses of the demo's portal and till. */
export interface OwnSystems {
  portal: string;
  till: string;
}

const keptSchema = z.object({ apiKey: z.string(), webhookSecret: z.string(), storeId: z.string() });
type Kept = z.infer<typeof keptSchema>;

/**
 * Opens a B2B portal and a till in the sandbox. They are connected as any system of one's own would be: through the hub's public
 * API, with a key of their own.
 */
export async function openOwnSystems(options: OwnSystemsOptions): Promise<OwnSystems> {
  const file = join(options.folder, "own-systems.json");
  const kept = (await read(file)) ?? (await connect(options));
  await writeFile(file, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  const { apiKey, webhookSecret, storeId } = kept;
  const control = controlAt(options.sandboxUrl);
  const known = { graphqlUrl: `${options.apiUrl}/api/graphql`, apiKey, webhookSecret, country: "NL" };
  const portal = { kind: "portal", title: "Huis & Tafel for shops", channel: "portal", locationId: null } as const;
  const till = { kind: "till", title: "Amsterdam store", channel: "till", locationId: storeId } as const;
  const paths = [
    await control.putOwn("portal", { ...known, ...portal }),
    await control.putOwn("till", { ...known, ...till }),
  ];
  const [portalUrl = "", tillUrl = ""] = paths.map(({ path }) => `${options.sandboxUrl}${path}`);
  return { portal: portalUrl, till: tillUrl };
}

async function read(file: string): Promise<Kept | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? null : keptSchema.parse(JSON.parse(text));
}

const locationsReply = z.object({ locations: z.array(z.object({ id: z.string(), code: z.string() })) });
const keyReply = z.object({ createApiKey: z.object({ key: z.string() }) });
const channelReply = z.object({
  connectChannel: z.union([
    z.object({ channel: z.object({ id: z.string() }) }),
    z.object({ code: z.string(), message: z.string() }),
  ]),
});

async function connect({ apiUrl, sandboxUrl, email, password }: OwnSystemsOptions): Promise<Kept> {
  const hub = await signIn(apiUrl, email, password);
  const { locations } = await hub.ask("{ locations { id code } }", {}, locationsReply);
  const idOf = (code: string) => locations.find((one) => one.code === code)?.id ?? "";
  const webhookSecret = `whsec_${randomBytes(32).toString("base64")}`;
  const credentials = { webhookSecret };
  const places = [idOf("utrecht"), idOf("antwerp")];
  const told = (name: string) => ({ baseUrl: `${sandboxUrl}/own/${name}/messages`, credentials, isLive: true });
  await connectOne(hub, {
    ...{ code: "portal", name: "B2B portal", platform: "portal", countries: ["NL", "BE"], locationIds: places },
    ...told("portal"),
  });
  await connectOne(hub, {
    ...{ code: "till", name: "Amsterdam till", platform: "pos", countries: ["NL"], locationIds: [idOf("amsterdam")] },
    ...told("till"),
  });
  const { createApiKey } = await hub.ask('mutation { createApiKey(name: "Portal and till") { key } }', {}, keyReply);
  return { apiKey: createApiKey.key, webhookSecret, storeId: idOf("amsterdam") };
}

async function connectOne(hub: Asking, input: object): Promise<void> {
  const { connectChannel } = await hub.ask(
    `mutation ($input: ConnectChannelInput!) { connectChannel(input: $input) {
       ... on ChannelChanged { channel { id } } ... on Refusal { code message } } }`,
    { input },
    channelReply,
  );
  // A start that was broken off may have connected it already.
  if ("code" in connectChannel && connectChannel.code !== "code_taken") throw new Error(connectChannel.message);
}
