import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { controlAt, type OwnSettings } from "@stockpool/sandbox";
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

const keptSchema = z.object({ apiKey: z.string(), webhookSecret: z.string() });
type Kept = z.infer<typeof keptSchema>;

/**
 * Opens a B2B portal and a till in the sandbox. They are connected as any system of one's own would be: through the hub's public
 * API, with a key of their own. Goes on where an earlier call was broken off.
 */
export async function openOwnSystems(options: OwnSystemsOptions): Promise<OwnSystems> {
  const { apiUrl, sandboxUrl, email, password, folder } = options;
  const hub = await signIn(apiUrl, email, password);
  const { locations } = await hub.ask("{ locations { id code } }", {}, locationsReply);
  const idOf = (code: string) => {
    const found = locations.find((one) => one.code === code);
    if (!found) throw new Error(`the demo's hub has no location ${code}`);
    return found.id;
  };
  const { apiKey, webhookSecret } = await keep(join(folder, "own-systems.json"), hub);
  const control = controlAt(sandboxUrl);
  const known = { graphqlUrl: `${apiUrl}/api/graphql`, apiKey, webhookSecret, country: "NL" };
  const open = async (name: string, own: Pick<OwnSettings, "kind" | "title" | "locationId">) => {
    const { path } = await control.putOwn(name, { ...known, ...own, channel: name });
    return `${sandboxUrl}${path}`;
  };
  const portal = await open("portal", { kind: "portal", title: "Huis & Tafel for shops", locationId: null });
  const till = await open("till", { kind: "till", title: "Amsterdam store", locationId: idOf("amsterdam") });
  const connect = (name: string, address: string, rest: object) =>
    connectOne(hub, {
      ...{ code: name, baseUrl: `${address}/messages`, credentials: { webhookSecret }, isLive: true },
      ...rest,
    });
  await connect("portal", portal, {
    ...{ name: "B2B portal", platform: "portal", countries: ["NL", "BE"] },
    locationIds: [idOf("utrecht"), idOf("antwerp")],
  });
  await connect("till", till, {
    ...{ name: "Amsterdam till", platform: "pos", countries: ["NL"] },
    locationIds: [idOf("amsterdam")],
  });
  return { portal, till };
}

/** The key and the secret of an earlier start, else new ones, kept before anybody uses them. */
async function keep(file: string, hub: Asking): Promise<Kept> {
  const before = await read(file);
  if (before) return before;
  const { createApiKey } = await hub.ask('mutation { createApiKey(name: "Portal and till") { key } }', {}, keyReply);
  const kept = { apiKey: createApiKey.key, webhookSecret: `whsec_${randomBytes(32).toString("base64")}` };
  await writeFile(file, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  return kept;
}

async function read(file: string): Promise<Kept | null> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    // Only a first start has no file. One that cannot be read would be replaced by a key that the portal's old one outlives.
    if (isMissing(error)) return null;
    throw new Error(`${file} cannot be read`, { cause: error });
  });
  if (text === null) return null;
  try {
    return keptSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${file} is not what an earlier start kept there; remove it to have a new key made`, {
      cause: error,
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

const locationsReply = z.object({ locations: z.array(z.object({ id: z.string(), code: z.string() })) });
const keyReply = z.object({ createApiKey: z.object({ key: z.string() }) });
const channelReply = z.object({
  connectChannel: z.union([
    z.object({ channel: z.object({ id: z.string() }) }),
    z.object({ code: z.string(), message: z.string() }),
  ]),
});

async function connectOne(hub: Asking, input: object): Promise<void> {
  const { connectChannel } = await hub.ask(
    `mutation ($input: ConnectChannelInput!) { connectChannel(input: $input) {
       ... on ChannelChanged { channel { id } } ... on Refusal { code message } } }`,
    { input },
    channelReply,
  );
  // An earlier start has connected it already.
  if ("code" in connectChannel && connectChannel.code !== "code_taken") throw new Error(connectChannel.message);
}
