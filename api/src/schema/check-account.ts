import { checkAccount, type PlatformLocation, prepareAccount } from "@stockpool/channels/intake";
import { builder } from "../builder.ts";
import { Platform } from "./channel.ts";

/** What a call with an account's credentials found. */
interface Check {
  problems: string[];
  locations: PlatformLocation[];
}

const Place = builder.objectRef<PlatformLocation>("PlatformLocation").implement({
  description: "A place of a platform's account that quantities can be written to.",
  fields: (t) => ({
    id: t.exposeString("id", { description: "What `connectChannel` takes as platformLocationId." }),
    name: t.exposeString("name", { description: "What the platform calls it." }),
    country: t.exposeString("country", { nullable: true, description: "ISO 3166-1 alpha-2." }),
    isActive: t.exposeBoolean("isActive", { description: "False: quantities cannot be written to it." }),
    sellsOnline: t.exposeBoolean("sellsOnline", { description: "Whether buyers of the web shop get units from here." }),
  }),
});

const AccountCheck = builder.objectRef<Check>("AccountCheck").implement({
  description: "What a call with an account's credentials found.",
  fields: (t) => ({
    problems: t.exposeStringList("problems", {
      description: "What stands in the way, access scopes by name; empty when the account can be connected.",
    }),
    locations: t.expose("locations", {
      type: [Place],
      description: "Places to choose from; empty where there is one only.",
    }),
  }),
});

const CheckAccountInput = builder.inputType("CheckAccountInput", {
  description: "An account that somebody may connect.",
  fields: (t) => ({
    platform: t.field({ type: Platform, required: true, description: "What it is an account of." }),
    baseUrl: t.string({ description: "Root of the platform's API, https; the platform's own when left out." }),
    credentials: t.field({
      type: "JSON",
      required: true,
      description: "As `connectChannel` takes them. Nothing is stored.",
    }),
  }),
});

const checkMs = 20_000;

builder.mutationField("checkAccount", (t) =>
  t.field({
    type: AccountCheck,
    description:
      "Calls a platform with credentials, and stores nothing: what they do not allow, and which places there are.",
    args: { input: t.arg({ type: CheckAccountInput, required: true, description: "What to check." }) },
    resolve: async (_root, { input }, { sealing: { allowHttp } }): Promise<Check> => {
      const { platform, credentials, baseUrl = null } = input;
      const somewhere = platform === "shopify" ? anyLocation : null;
      const account = prepareAccount({ platform, credentials, baseUrl, platformLocationId: somewhere, allowHttp });
      if (account.kind === "wrong") return { problems: [account.message], locations: [] };
      return checkAccount({ ...account, platformLocationId: null, allowHttp }, AbortSignal.timeout(checkMs));
    },
  }),
);

/** Of the right form: the place is chosen after the check. */
const anyLocation = "gid://shopify/Location/0";
