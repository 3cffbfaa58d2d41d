import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import * as z from "zod";
import { type BuiltPlatform, type builtPlatforms, requireBuilt } from "./built.ts";

const secretText = z.string().min(1).max(4_000);
const shop = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, "must be the shop's own domain, like my-shop.myshopify.com");

const shopifyClient = z.strictObject({ shop, clientId: secretText, clientSecret: secretText });
const shopifyToken = z.strictObject({ shop, accessToken: secretText, clientSecret: secretText });

const marketplaceId = z.string().regex(/^[A-Z0-9]{10,20}$/, "must be a marketplace's id, like A1805IZSGTT6HS");

/** A custom app's client id and secret, or the permanent token of an older app; webhooks are signed with the client secret. */
export const shopifyCredentials = z.union([shopifyClient, shopifyToken]);

/** A Retailer API client, and the public keys that bol signs its messages with, once they are known. */
export const bolCredentials = z.strictObject({
  clientId: secretText,
  clientSecret: secretText,
  signatureKeys: z.array(z.strictObject({ id: z.string(), publicKey: z.string() })).optional(),
});

/**
 * A private app of the seller (Login with Amazon) and his refresh token; the seller's id and marketplaces. `queue`: where Amazon
 * puts its notifications, and a key that may receive and delete there; without it sales are found by polling alone.
 */
export const amazonCredentials = z.strictObject({
  clientId: secretText,
  clientSecret: secretText,
  refreshToken: secretText,
  sellerId: z.string().regex(/^[A-Z0-9]{5,30}$/, "must be the seller's id, like A3TH9S8BH6GOGM"),
  marketplaceIds: z
    .tuple([marketplaceId], marketplaceId)
    .refine((ids) => ids.length <= 50, "must be 50 marketplaces or fewer"),
  queue: z
    .strictObject({
      url: z.url(),
      endpoint: z.url().optional(),
      region: z.string().optional(),
      accessKeyId: secretText,
      secretAccessKey: secretText,
    })
    .optional(),
});

/** What messages to a portal or till of one's own are signed with, as Standard Webhooks write it; none: it is told nothing. */
export const ownSystemCredentials = z.strictObject({
  webhookSecret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, "must be whsec_ and 24–64 random bytes in base64")
    .optional(),
});

export type ShopifyCredentials = z.infer<typeof shopifyCredentials>;
export type BolCredentials = z.infer<typeof bolCredentials>;
export type AmazonCredentials = z.infer<typeof amazonCredentials>;
export type Credentials =
  | ShopifyCredentials
  | BolCredentials
  | AmazonCredentials
  | z.infer<typeof ownSystemCredentials>;

/** What a person fills in to connect a platform, by platform. */
export const credentialsSchemas = {
  shopify: shopifyCredentials,
  bol: bolCredentials,
  amazon: amazonCredentials,
  portal: ownSystemCredentials,
  pos: ownSystemCredentials,
} satisfies Record<(typeof builtPlatforms)[number], z.ZodType>;

/** The credentials of a platform, or an error that names the fields that are wrong, never their values. */
export function parseCredentials(platform: string, credentials: unknown): Credentials {
  const built = requireBuilt(platform);
  const parsed = credentialsSchemas[built].safeParse(credentials);
  if (parsed.success) return parsed.data;
  throw new Error(
    `credentials for ${built} are wrong: ${explain(built, credentials) ?? z.prettifyError(parsed.error)}`,
  );
}

/** Of two forms that both fit badly, zod names no field: the form that was meant tells more. */
function explain(platform: BuiltPlatform, credentials: unknown): string | null {
  if (platform !== "shopify") return null;
  const hasToken = typeof credentials === "object" && credentials !== null && "accessToken" in credentials;
  const { error } = (hasToken ? shopifyToken : shopifyClient).safeParse(credentials);
  return error ? z.prettifyError(error) : null;
}

const version = "v1";
const secretLengthMin = 32;
const ivBytes = 12;

/** Credentials as text that only the holder of `secret` (32 characters or more) can read or change: AES-256-GCM. */
export function seal(secret: string, credentials: unknown): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(secret), iv).setAAD(Buffer.from(version));
  const text = Buffer.concat([cipher.update(JSON.stringify(credentials), "utf8"), cipher.final()]);
  return [version, ...[iv, cipher.getAuthTag(), text].map((part) => part.toString("base64url"))].join(".");
}

/** What was sealed with the same secret. */
export function open(secret: string, sealed: string): unknown {
  const [found, ...parts] = sealed.split(".");
  if (found !== version)
    throw new Error(`sealed credentials must be of version ${version}, got "${found?.slice(0, 8)}"`);
  const [iv, tag, text] = parts.map((part) => Buffer.from(part, "base64url"));
  if (!iv || !tag || !text || parts.length !== 3) throw new Error("sealed credentials are incomplete");
  return JSON.parse(decrypt(keyFrom(secret), iv, tag, text));
}

function decrypt(key: Buffer, iv: Buffer, tag: Buffer, text: Buffer): string {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(version)).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
  } catch {
    throw new Error("sealed credentials cannot be opened: they were sealed with another secret, or changed since");
  }
}

function keyFrom(secret: string): Buffer {
  if (secret.length < secretLengthMin) {
    throw new Error(`the sealing secret must have at least ${secretLengthMin} characters, got ${secret.length}`);
  }
  return Buffer.from(hkdfSync("sha256", secret, "", `stockpool credentials ${version}`, 32));
}
