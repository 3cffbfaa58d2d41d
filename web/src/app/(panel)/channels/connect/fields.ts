/** The platforms that can be connected here. */
export const platforms = ["shopify", "bol", "amazon", "portal", "pos"] as const;

export type ConnectPlatform = (typeof platforms)[number];

/** What a platform asks of an account, in the order of its fields. */
export const fieldsOf = {
  shopify: ["shop", "clientId", "clientSecret"],
  bol: ["clientId", "clientSecret"],
  amazon: ["clientId", "clientSecret", "refreshToken", "sellerId", "marketplaceIds"],
  portal: ["webhookSecret"],
  pos: ["webhookSecret"],
} as const satisfies Record<ConnectPlatform, readonly string[]>;

export type CredentialField = (typeof fieldsOf)[ConnectPlatform][number];

/** Fields that nobody should read over a shoulder. */
export const secretFields: readonly CredentialField[] = ["clientSecret", "refreshToken", "webhookSecret"];

/** What the person filled in. */
export interface AccountForm {
  platform: ConnectPlatform;
  name: string;
  code: string;
  baseUrl: string;
  credentials: Readonly<Partial<Record<CredentialField, string>>>;
  platformLocationId: string | null;
  countries: string;
  locationIds: string[];
}

export const emptyForm: AccountForm = {
  ...{ platform: "shopify", name: "", code: "", baseUrl: "", credentials: {}, platformLocationId: null, countries: "" },
  locationIds: [],
};

/** The credentials as the hub takes them; a system that is told nothing has none. */
export function credentialsOf({ platform, credentials }: AccountForm): Record<string, string | string[]> {
  return Object.fromEntries(
    fieldsOf[platform].flatMap((field) => {
      const text = (credentials[field] ?? "").trim();
      if (text === "") return [];
      return [[field, field === "marketplaceIds" ? listOf(text) : text]];
    }),
  );
}

/** Words parted by commas or spaces. */
export function listOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((word) => word !== "");
}

/** A short name for addresses, made of what people call the channel. */
export function codeOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
}
