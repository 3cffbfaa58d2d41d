import {
  checkAccount,
  type PlatformLocation,
  type PreparedAccount,
  prepareAccount,
  seal,
  type WrongAccount,
} from "@stockpool/channels/intake";
import { connectChannel } from "@stockpool/stock";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { Platform } from "./channel.ts";
import { type ChannelChange, ChannelResult } from "./channel-changed.ts";
import { Location } from "./location.ts";
import { type Refused, refusalOf } from "./refusal.ts";

/** A location, and where the platform keeps what lies there. */
export const PlatformPlaceInput = builder.inputType("PlatformPlaceInput", {
  description: "A location of a shop that shows the units of one of the hub's.",
  fields: (t) => ({
    locationId: t.globalID({ for: Location, required: true, description: "The hub's; one of locationIds." }),
    platformLocationId: t.string({ required: true, description: "The shop's: gid://shopify/Location/…" }),
  }),
});

const ConnectChannelInput = builder.inputType("ConnectChannelInput", {
  description: "An account of a platform to connect.",
  fields: (t) => ({
    code: t.string({
      required: true,
      description: "Short and unique, 1–40 of a–z, 0–9 and -; its webhooks arrive at `/webhooks/<code>`.",
    }),
    name: t.string({ required: true, description: "What people call it." }),
    platform: t.field({ type: Platform, required: true, description: "What it is connected to." }),
    baseUrl: t.string({
      description:
        "Root of the platform's API, https; the platform's own when left out. portal, pos: where messages go; none when left out.",
    }),
    credentials: t.field({
      type: "JSON",
      required: true,
      description:
        "Sealed at once, and never given back. shopify: {shop, clientId, clientSecret} or {shop, accessToken, clientSecret}; bol: {clientId, clientSecret}; amazon: {clientId, clientSecret, refreshToken, sellerId, marketplaceIds, queue?: {url, region?, endpoint?, accessKeyId, secretAccessKey}}; portal, pos: {webhookSecret}, or {} without an address.",
    }),
    countries: t.stringList({ required: true, description: "Countries that it sells to; empty means every country." }),
    locationIds: t.globalIDList({
      for: Location,
      required: true,
      description: "Locations that it draws on: 1 or more.",
    }),
    platformLocationId: t.string({
      description: "shopify: the location that quantities are written to, gid://shopify/Location/…; bol, amazon: none.",
    }),
    platformLocations: t.field({
      type: [PlatformPlaceInput],
      description: "shopify, instead: which of the shop's locations shows the units of which of the hub's.",
    }),
    isLive: t.boolean({
      description:
        "True: quantities are sent from the start. Otherwise all is computed and nothing sent (shadow mode).",
    }),
  }),
});

builder.mutationField("connectChannel", (t) =>
  t.field({
    type: ChannelResult,
    description:
      "Connects an account of a platform, after a call with its credentials: what they do not allow is named. Its listings are imported and its webhooks ensured at once.",
    args: { input: t.arg({ type: ConnectChannelInput, required: true, description: "What to connect." }) },
    resolve: async (_root, { input }, { primary, sealing }): Promise<ChannelChange | Refused> => {
      const { code, name, countries, locationIds } = input;
      if (locationIds.length === 0) throw badInput("locationIds must name 1 or more locations, got 0");
      const places = placesOf(input);
      const platformLocationId = places?.[0]?.platformLocationId ?? input.platformLocationId ?? null;
      const { allowHttp } = sealing;
      const account = prepareAccount({
        ...{ platform: input.platform, credentials: input.credentials, allowHttp },
        ...{ baseUrl: input.baseUrl ?? null, platformLocationId },
      });
      if (account.kind === "wrong") return { kind: "refused", code: codes[account.what], message: account.message };
      const found = await checkAccount({ ...account, platformLocationId, allowHttp }, AbortSignal.timeout(checkMs));
      const problems = [...found.problems, ...missingPlaces(places ?? [], found.locations)];
      if (problems.length > 0) return { kind: "refused", code: "account_not_usable", message: problems.join("; ") };
      const added = await connectChannel(primary.pool, {
        ...{ code, name, countries, locationIds: locationIds.map(({ id }) => id) },
        ...accountFields(account, sealing.secret),
        ...(places ? { platformLocations: places } : platformLocationId !== null && { platformLocationId }),
        liveSince: input.isLive === true ? new Date() : null,
      });
      return added.kind === "added" ? { kind: "channel_changed", channelId: added.channelId } : refusalOf(added);
    },
  }),
);

type Places = { locationId: string; platformLocationId: string }[];

/** The places that were named; bad input when they name a location twice or one that is not drawn on. */
function placesOf({
  locationIds,
  platformLocationId,
  platformLocations,
}: (typeof ConnectChannelInput)["$inferInput"]): Places | null {
  if (!platformLocations) return null;
  if (platformLocationId) throw badInput("give platformLocationId or platformLocations, not both");
  const places = platformLocations.map((place) => ({ ...place, locationId: place.locationId.id }));
  const drawn = new Set(locationIds.map(({ id }) => id));
  const isSound = places.every(({ locationId }) => drawn.has(locationId)) && places.length > 0;
  for (const key of ["locationId", "platformLocationId"] as const) {
    if (isSound && new Set(places.map((place) => place[key])).size === places.length) continue;
    throw badInput("platformLocations must name 1 or more of locationIds, and each place once");
  }
  return places;
}

function missingPlaces(places: Places, known: PlatformLocation[]): string[] {
  return places
    .slice(1)
    .filter(({ platformLocationId }) => !known.some(({ id, isActive }) => id === platformLocationId && isActive))
    .map(({ platformLocationId }) => `the shop has no active location ${platformLocationId}`);
}

const checkMs = 20_000;

const codes = {
  platform: "platform_not_built",
  credentials: "credentials_not_valid",
  address: "address_not_valid",
  location: "platform_location_not_valid",
} as const satisfies Record<WrongAccount["what"], Refused["code"]>;

function accountFields({ platform, writeKind, baseUrl, credentials, accountId }: PreparedAccount, secret: string) {
  const sealedCredentials = seal(secret, credentials);
  return { platform, writeKind, baseUrl, sealedCredentials, ...(accountId !== null && { accountId }) };
}
